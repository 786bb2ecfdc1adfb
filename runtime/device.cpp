#include "doorward/runtime/device.h"

#include "bind.h"
#include "bound_device.h"
#include "owned_texts.h"
#include "set_image.h"

namespace doorward {

/// Signals whose views point into texts of their own.
struct Device::Texts {
  runtime::OwnedTexts texts;
  DeviceSignals device;
};

Device::Device(const DeviceSignals& device) {
  auto own = std::make_unique<Texts>();
  own->device = device;
  for (std::string_view& property : own->device.properties) own->texts.own(property);
  for (std::string_view& id : own->device.physical_ids) own->texts.own(id);
  for (std::string_view& label : own->device.system_labels) own->texts.own(label);
  texts_ = std::move(own);
}

Device::~Device() = default;

const DeviceSignals& Device::signals() const noexcept { return texts_->device; }

BoundDevice::BoundDevice(std::shared_ptr<const Device> device, const PolicySet& set) {
  const SetImage& image = set.image();
  auto facts = std::make_unique<Facts>();
  facts->device = std::move(device);
  facts->generation = image.generation;
  const DeviceSignals& signals = facts->device->signals();
  facts->fits = runtime::device_fits(signals);
  if (facts->fits) {
    runtime::bind_device(image, signals, facts->standing);
    image.index.find_device(image, facts->standing.values, facts->policies);
  }
  facts_ = std::move(facts);
}

BoundDevice::BoundDevice(BoundDevice&&) noexcept = default;
BoundDevice& BoundDevice::operator=(BoundDevice&&) noexcept = default;
BoundDevice::~BoundDevice() = default;

}  // namespace doorward
