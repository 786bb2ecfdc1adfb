#include "doorward/runtime/principal.h"

#include "bind.h"
#include "bound_principal.h"
#include "owned_texts.h"
#include "set_image.h"

namespace doorward {

/// Signals whose views point into texts of their own.
struct Principal::Texts {
  runtime::OwnedTexts texts;
  UserSignals user;
};

Principal::Principal(const UserSignals& user) {
  auto own = std::make_unique<Texts>();
  own->user = user;
  for (std::string_view* view : {&own->user.id, &own->user.upn, &own->user.home_tenant}) own->texts.own(*view);
  for (std::string_view& group : own->user.groups) own->texts.own(group);
  for (std::string_view& role : own->user.roles) own->texts.own(role);
  for (Attribute& attribute : own->user.attributes) {
    own->texts.own(attribute.name);
    for (std::string_view& value : attribute.values) own->texts.own(value);
  }
  texts_ = std::move(own);
}

Principal::~Principal() = default;

const UserSignals& Principal::signals() const noexcept { return texts_->user; }

BoundPrincipal::BoundPrincipal(std::shared_ptr<const Principal> principal, const PolicySet& set) {
  const SetImage& image = set.image();
  auto facts = std::make_unique<Facts>();
  facts->principal = std::move(principal);
  facts->generation = image.generation;
  const UserSignals& user = facts->principal->signals();
  facts->fits = runtime::user_fits(user);
  if (facts->fits) {
    runtime::bind_user(image, user, facts->actor);
    image.index.find_user(image, facts->actor, facts->policies);
  }
  facts_ = std::move(facts);
}

BoundPrincipal::BoundPrincipal(BoundPrincipal&&) noexcept = default;
BoundPrincipal& BoundPrincipal::operator=(BoundPrincipal&&) noexcept = default;
BoundPrincipal::~BoundPrincipal() = default;

}  // namespace doorward
