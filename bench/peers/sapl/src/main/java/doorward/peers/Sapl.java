package doorward.peers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sapl.api.pdp.AuthorizationDecision;
import io.sapl.api.pdp.AuthorizationSubscription;
import io.sapl.api.pdp.Decision;
import io.sapl.interpreter.combinators.PolicyDocumentCombiningAlgorithm;
import io.sapl.pdp.EmbeddedPolicyDecisionPoint;
import io.sapl.pdp.PolicyDecisionPointFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * SAPL 3: a policy decision point embedded in this program, its documents in memory, asked for its first decision over
 * subscriptions that were made beforehand.
 */
final class Sapl {
  private static AuthorizationSubscription subscription(JsonNode signIn) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    ObjectNode subject = json.objectNode();
    var ids = subject.putArray("ids").add(signIn.get("user"));
    signIn.get("groups").forEach(ids::add);
    signIn.get("roles").forEach(ids::add);
    subject.set("risk", signIn.get("userRisk"));
    ObjectNode environment = json.objectNode();
    for (String name : List.of("client", "platform", "locations", "device")) {
      environment.set(name, signIn.get(name));
    }
    environment.set("risk", signIn.get("signInRisk"));
    return new AuthorizationSubscription(subject, json.textNode("signIn"), signIn.get("app"), environment);
  }

  private static List<String> documents(Rounds work) throws Exception {
    List<String> documents = new ArrayList<>();
    new ObjectMapper().readTree(work.text("policies.sapl.json")).forEach(document -> documents.add(document.asText()));
    return documents;
  }

  /** The decision as bits; anything but a permission or a denial is a mistake of the encoding. */
  private static int answer(List<String> demands, AuthorizationDecision decision) {
    if (decision.getDecision() == Decision.DENY) {
      return Rounds.BLOCKED;
    }
    if (decision.getDecision() != Decision.PERMIT) {
      throw new IllegalStateException("neither permitted nor denied: " + decision);
    }
    int answer = 0;
    if (decision.getObligations().isPresent()) {
      for (JsonNode obligation : decision.getObligations().get()) {
        answer |= 1 << demands.indexOf(obligation.get("require").textValue());
      }
    }
    return answer;
  }

  public static void main(String[] args) throws Exception {
    if (args.length != 1) {
      System.err.println("usage: doorward.peers.Sapl FOLDER, written by encode.py");
      System.exit(1);
    }
    Rounds work = new Rounds(Path.of(args[0]));
    // Whoever no policy speaks of may sign in, and every policy that permits adds its obligation.
    EmbeddedPolicyDecisionPoint point = PolicyDecisionPointFactory.fixedInRamPolicyDecisionPoint(
        documents(work), PolicyDocumentCombiningAlgorithm.PERMIT_UNLESS_DENY, Map.of());
    List<AuthorizationSubscription> subscriptions = work.signIns.stream().map(Sapl::subscription).toList();
    work.serve(signIn -> answer(work.demands, point.decide(subscriptions.get(signIn)).blockFirst()));
  }
}
