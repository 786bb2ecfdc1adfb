//! Cedar: the policies as one set, the directory as entities, and requests that were made beforehand.
//!
//! Speaks with run.py as go/rounds does: verifies every answer, then times what each line of standard input asks for.
use std::collections::{HashMap, HashSet};
use std::io::BufRead;
use std::str::FromStr;
use std::{env, fs};

use cedar_policy::{
    Authorizer, Context, Decision, Entities, Entity, EntityId, EntityTypeName, EntityUid, PolicyId,
    PolicySet, Request, Response, RestrictedExpression as Value,
};
use serde_json::Value as Json;

const BLOCKED: u32 = 1 << 31;

fn uid(kind: &str, id: &str) -> EntityUid {
    EntityUid::from_type_name_and_id(EntityTypeName::from_str(kind).unwrap(), EntityId::new(id))
}

fn text(json: &Json) -> &str {
    json.as_str().unwrap()
}

fn texts(json: &Json) -> impl Iterator<Item = &str> {
    json.as_array().unwrap().iter().map(text)
}

fn value(json: &Json) -> Value {
    match json {
        Json::Bool(truth) => Value::new_bool(*truth),
        _ => Value::new_string(text(json).to_string()),
    }
}

/// The users of the sign-ins below their groups and roles.
fn entities(sign_ins: &[Json]) -> Entities {
    let mut all = HashMap::new();
    for sign_in in sign_ins {
        let groups = texts(&sign_in["groups"]).map(|id| uid("Group", id));
        let parents: HashSet<_> = groups
            .chain(texts(&sign_in["roles"]).map(|id| uid("Role", id)))
            .collect();
        for parent in &parents {
            all.insert(
                parent.clone(),
                Entity::new_no_attrs(parent.clone(), HashSet::new()),
            );
        }
        let user = uid("User", text(&sign_in["user"]));
        all.insert(user.clone(), Entity::new_no_attrs(user, parents));
    }
    Entities::from_entities(all.into_values(), None).unwrap()
}

fn request(sign_in: &Json) -> Request {
    let names = ["client", "platform", "signInRisk", "userRisk"];
    let mut pairs: Vec<_> = names
        .iter()
        .map(|name| (name.to_string(), value(&sign_in[*name])))
        .collect();
    let device = sign_in["device"].as_object().unwrap();
    let device = device
        .iter()
        .map(|(name, json)| (name.clone(), value(json)));
    pairs.push(("device".into(), Value::new_record(device).unwrap()));
    let locations = sign_in["locations"].as_array().unwrap();
    pairs.push((
        "locations".into(),
        Value::new_set(locations.iter().map(value)),
    ));
    let user = uid("User", text(&sign_in["user"]));
    let app = uid("App", text(&sign_in["app"]));
    Request::new(
        user,
        uid("Action", "signIn"),
        app,
        Context::from_pairs(pairs).unwrap(),
        None,
    )
    .unwrap()
}

fn words(demands: &[String], answer: u32) -> String {
    if answer == BLOCKED {
        return "block".into();
    }
    let words: Vec<_> = (0..demands.len())
        .filter(|i| answer >> i & 1 == 1)
        .map(|i| demands[i].clone())
        .collect();
    if words.is_empty() {
        "grant".into()
    } else {
        words.join("; ")
    }
}

/// The processor time of the whole process in nanoseconds.
fn processor_time() -> u64 {
    let mut now = libc::timespec {
        tv_sec: 0,
        tv_nsec: 0,
    };
    // SAFETY: `now` is a timespec that the call fills in.
    unsafe { libc::clock_gettime(libc::CLOCK_PROCESS_CPUTIME_ID, &mut now) };
    now.tv_sec as u64 * 1_000_000_000 + now.tv_nsec as u64
}

/// The policies, with the ids that their annotations give them: reasons are to name them.
fn policies(text: &str) -> PolicySet {
    let parsed = PolicySet::from_str(text).unwrap();
    let named = parsed
        .policies()
        .map(|policy| policy.new_id(PolicyId::new(policy.annotation("id").unwrap())));
    PolicySet::from_policies(named).unwrap()
}

/// What each policy with a clause demands, as a bit of the set's demands.
fn demanded_by(set: &PolicySet, demands: &[String]) -> HashMap<PolicyId, u32> {
    let number = |words: &str| demands.iter().position(|known| known == words).unwrap();
    set.policies()
        .filter_map(|policy| {
            let words = policy.annotation("demands")?;
            Some((policy.id().clone(), 1 << number(words)))
        })
        .collect()
}

struct Peer {
    demands: Vec<String>,
    demanded_by: HashMap<PolicyId, u32>,
    set: PolicySet,
    entities: Entities,
    requests: Vec<Request>,
    authorizer: Authorizer,
}

impl Peer {
    fn new(folder: &str) -> Peer {
        let demands: Vec<String> = serde_json::from_str(&read(folder, "demands.json")).unwrap();
        let sign_ins = read(folder, "sign_ins.ndjson");
        let sign_ins = sign_ins.lines().map(|line| serde_json::from_str(line));
        let sign_ins: Vec<Json> = sign_ins.map(Result::unwrap).collect();
        let set = policies(&read(folder, "policies.cedar"));
        Peer {
            demanded_by: demanded_by(&set, &demands),
            demands,
            set,
            entities: entities(&sign_ins),
            requests: sign_ins.iter().map(request).collect(),
            authorizer: Authorizer::new(),
        }
    }

    fn respond(&self, sign_in: usize) -> Response {
        let request = &self.requests[sign_in];
        self.authorizer
            .is_authorized(request, &self.set, &self.entities)
    }

    fn demands_of(&self, response: &Response) -> u32 {
        if response.decision() == Decision::Deny {
            return BLOCKED;
        }
        let reasons = response.diagnostics().reason();
        reasons
            .filter_map(|id| self.demanded_by.get(id))
            .fold(0, |all, one| all | one)
    }

    fn verify(&self, answers: &str) {
        for (i, wanted) in answers.lines().enumerate() {
            let response = self.respond(i);
            assert_eq!(
                response.diagnostics().errors().count(),
                0,
                "sign-in {i}: errors"
            );
            let answer = words(&self.demands, self.demands_of(&response));
            assert_eq!(answer, wanted, "sign-in {i}: Doorward says otherwise");
        }
        println!("verified {}", self.requests.len());
    }

    /// How many nanoseconds `count` decisions take, from sign-in `first` on and around.
    fn time(&self, first: usize, count: usize) -> u64 {
        let start = processor_time();
        for i in first..first + count {
            std::hint::black_box(self.demands_of(&self.respond(i % self.requests.len())));
        }
        processor_time() - start
    }
}

fn read(folder: &str, name: &str) -> String {
    fs::read_to_string(format!("{folder}/{name}")).unwrap()
}

fn main() {
    let folder = env::args()
        .nth(1)
        .expect("usage: cedar-peer FOLDER, written by encode.py");
    let peer = Peer::new(&folder);
    peer.verify(&read(&folder, "answers.txt"));
    for line in std::io::stdin().lock().lines() {
        let line = line.unwrap();
        let (first, count) = line.split_once(' ').unwrap();
        println!(
            "{}",
            peer.time(first.parse().unwrap(), count.parse().unwrap())
        );
    }
}
