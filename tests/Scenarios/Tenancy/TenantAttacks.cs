namespace Analytics.Scenarios.Tenancy;

/// <summary>What a tenant may try to see or change of another one: at least one attack a root field of the schema.</summary>
internal static class TenantAttacks
{
    /// <summary>How each root field is attacked; a new field without an entry fails the test below.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> ByField = new Dictionary<string, string[]>
    {
        ["me"] = ["{ me { tenant { identifier name } role } }"],
        ["metrics"] = ["{ metrics { nodes { name description } } }"],
        ["metric"] =
        [
            """{ metric(name: "revenue", range: RANGE) { total groups { key } excludedCurrencies } }""",
            """{ metric(name: "orders_all", range: RANGE, breakdown: [{property: "country"}]) { total groups { key total } other { total } } }""",
            """{ metric(name: "customers", range: RANGE, breakdown: [{property: "tenant_id"}]) { total groups { key } } }""",
            """{ metric(name: "orders_all", range: RANGE, filter: {property: "country", eq: "canaryland"}) { total } }""",
            """{ metric(name: "active_users", range: RANGE, filter: {not: {property: "country", exists: true}}) { total } }""",
        ],
        ["explore"] =
        [
            """{ explore(query: {events: ["canary_event", "order_placed"], aggregation: COUNT, range: RANGE, breakdown: [{property: "secret"}]}) { total groups { key } } }""",
            """{ explore(query: {events: ["canary_event"], aggregation: SUM, property: "total", range: RANGE}) { total } }""",
            """{ explore(query: {events: ["canary_event"], aggregation: UNIQUE_ACTORS, range: RANGE}) { total actors { nodes { id } totalCount } } }""",
            """{ explore(asOf: 1, query: {events: ["canary_event"], aggregation: UNIQUE_ACTORS, range: RANGE}) { total } }""",
        ],
        ["funnel"] =
        [
            """{ funnel(definition: {steps: [{events: ["canary_event"]}, {events: ["order_placed"]}], range: RANGE}) { steps { count } } }""",
            """{ funnel(definition: {steps: [{events: ["canary_event"]}, {events: ["order_placed"]}], range: RANGE, breakdown: {property: "secret"}, trend: YEAR}) { groups { key steps { count } } actors(step: 1) { nodes { id } totalCount } } }""",
        ],
        ["retention"] =
        [
            """{ retention(query: {range: RANGE, period: QUARTER, start: {events: ["canary_event"]}, breakdown: [{property: "secret"}]}) { cohorts { size } groups { key } } }""",
            """{ retention(query: {range: RANGE, period: QUARTER, value: {aggregation: SUM, property: "total"}}) { cohorts { size cells { value } } average { value } } }""",
        ],
        ["lifecycle"] =
        [
            """{ lifecycle(query: {range: RANGE, period: QUARTER}) { periods { new returning resurrecting dormant } } }""",
            """{ lifecycle(query: {range: RANGE, period: QUARTER, activity: {events: ["canary_event"]}}) { periods { active } } }""",
        ],
        ["stickiness"] =
        [
            """{ stickiness(query: {range: {last: "P60D"}, filter: {property: "secret", exists: true}}) { periods { actors days { actors } } } }""",
        ],
        ["paths"] =
        [
            """{ paths(query: {range: RANGE, from: {events: ["canary_event"]}}) { paths steps { step count } sequences { steps } } }""",
            """{ paths(query: {range: RANGE, to: {events: []}, step: {property: "secret"}, groups: [{name: "c", pattern: "canary*"}], window: "P366D"}) { steps { step count } links { from to } sequences { steps } } }""",
        ],
        ["timeBetween"] =
        [
            """{ timeBetween(query: {range: RANGE, from: {events: ["canary_event"]}, breakdown: [{property: "secret"}]}) { total { count unfinished } groups { key } } }""",
            """{ timeBetween(query: {range: RANGE, from: {events: []}, filter: {property: "secret", exists: true}}) { total { count unfinished sum } } }""",
        ],
        ["eventsPerActor"] =
        [
            """{ eventsPerActor(query: {range: RANGE, events: {events: ["canary_event"]}, breakdown: [{property: "secret"}]}) { total { count sum } groups { key } } }""",
            """{ eventsPerActor(query: {range: RANGE, property: "secret", filter: {property: "secret", exists: true}}) { total { count maximum } } }""",
        ],
        ["reactivation"] =
        [
            """{ reactivation(query: {range: RANGE, activity: {events: ["canary_event"]}, idle: "PT0.001S", breakdown: [{property: "secret"}]}) { total { count actors } groups { key } } }""",
            """{ reactivation(query: {range: RANGE, idle: "PT0.001S", filter: {property: "secret", exists: true}}) { total { count actors sum } } }""",
        ],
        ["correlation"] =
        [
            """{ correlation(query: {range: RANGE, goal: {events: ["canary_event"]}}) { actors converted events { name did } } }""",
            """{ correlation(query: {range: RANGE, goal: {events: ["order_placed"]}, events: ["canary_event"], filter: {property: "secret", exists: true}}) { actors events { name did didAndConverted } } }""",
        ],
        ["sessions"] =
        [
            """{ sessions(query: {range: RANGE, breakdown: [{property: "secret"}, {property: "country"}]}) { total { count actors } groups { key } actors { nodes { id } totalCount } } }""",
        ],
        ["formula"] =
        [
            """{ formula(query: {range: RANGE, breakdown: [{property: "secret"}], expression: "total / number", measures: [{name: "total", measure: {events: [], aggregation: SUM, property: "total"}}, {name: "number", measure: {events: ["canary_event"], aggregation: COUNT}}]}) { total groups { key total } } }""",
        ],
        ["sessionList"] =
        [
            "{ sessionList(query: {range: RANGE}) { totalCount nodes { actor entryPage } } }",
            """{ sessionList(query: {range: RANGE, actor: "canary-user", pageProperty: "secret", referrerProperty: "country"}) { totalCount nodes { actor entryPage referrer } } }""",
        ],
        ["topList"] =
        [
            """{ topList(query: {range: RANGE, breakdown: [{property: "secret"}], measures: [{events: [], aggregation: SUM, property: "total"}, {events: [], aggregation: UNIQUE_ACTORS}]}) { rows { key values } all { values } } }""",
        ],
        ["estimate"] =
        [
            """{ estimate(question: {explore: {events: ["canary_event"], aggregation: COUNT, range: RANGE}}) { rows } }""",
        ],
        ["webhookEndpoints"] = ["{ webhookEndpoints { id url description } }"],
        ["webhookSources"] = ["{ webhookSources { id name } }"],
        ["webhookDeliveries"] = ["{ webhookDeliveries { nodes { id topic reason } } }"],
        ["saveWebhookEndpoint"] =
        [
            """mutation { saveWebhookEndpoint(input: {id: "ENDPOINT", url: "https://example.com"}) { savedWebhookEndpoint { secret endpoint { url } } errors { ... on InputError { code } } } }""",
        ],
        ["removeWebhookEndpoint"] =
        [
            """mutation { removeWebhookEndpoint(input: {id: "ENDPOINT"}) { removedId errors { ... on InputError { code } } } }""",
        ],
        ["testWebhookEndpoint"] =
        [
            """mutation { testWebhookEndpoint(input: {id: "ENDPOINT"}) { webhookDelivery { id } errors { ... on InputError { code } } } }""",
        ],
        ["replayWebhookDelivery"] =
        [
            """mutation { replayWebhookDelivery(input: {id: "DELIVERY"}) { webhookDelivery { id } errors { ... on InputError { code } } } }""",
        ],
        ["saveWebhookSource"] =
        [
            """mutation { saveWebhookSource(input: {id: "SOURCE", name: "s", mapping: {eventName: "e"}}) { savedWebhookSource { secret } errors { ... on InputError { code } } } }""",
        ],
        ["removeWebhookSource"] =
        [
            """mutation { removeWebhookSource(input: {id: "SOURCE"}) { removedId errors { ... on InputError { code } } } }""",
        ],
        ["jobRuns"] = ["{ jobRuns { nodes { id job rows error } } }"],
        ["recompute"] =
        [
            """mutation { recompute(input: {days: 1}) { tenantJobRun { id total } errors { ... on InputError { code } } } }""",
        ],
        ["qualityThresholds"] = ["{ qualityThresholds { fields { event field } minCompleteness } }"],
        ["qualityIncidents"] = ["{ qualityIncidents { nodes { id subject value } } }"],
        ["saveQualityThresholds"] =
        [
            """mutation { saveQualityThresholds(input: {minCompleteness: 2}) { qualityThresholds { minCompleteness } errors { ... on InputError { code } } } }""",
        ],
        ["snapshotBreakdowns"] = ["{ snapshotBreakdowns { metric breakdown { property actorProperty dimension } } }"],
        ["saveSnapshotBreakdowns"] =
        [
            """mutation { saveSnapshotBreakdowns(input: {breakdowns: [{metric: "revenu", breakdown: [{property: "country"}]}]}) { snapshotBreakdowns { metric } errors { ... on InputError { code } } } }""",
        ],
        ["sealedDays"] = ["{ sealedDays { nodes { day rows checksum } } }"],
        ["verifyLog"] =
        [
            """mutation { verifyLog(input: {from: "2000-01-01", to: "2100-01-01"}) { logVerification { positions faults { position } } errors { ... on InputError { message } } } }""",
        ],
        ["dataQuality"] =
        [
            """{ dataQuality(range: {last: "P30D"}, fields: [{event: "canary_event", field: "secret"}]) { missingRate completeness { events present } volume { received bots days { received } } variance lateness { events } payments { orders } paymentDifferences { nodes { orderId orderTotal } } freshness { head } } }""",
        ],
        ["actors"] =
        [
            """{ actors(criteria: {did: {events: [], atLeast: 1}}) { nodes { id } totalCount } }""",
            """{ actors(criteria: {members: ["canary-secret-user"]}) { nodes { id } totalCount } }""",
            """{ actors(criteria: {not: {members: []}}, first: 500) { nodes { id } totalCount } }""",
        ],
        ["actor"] =
        [
            """{ actor(id: "canary-device") { id ids { id } properties history { id properties } } }""",
            """{ actor(id: "canary-user") { id ids { id isOptedOut } properties history { id properties } } }""",
            """{ actor(id: "canary-user") { id timeline { nodes { id name properties } totalCount } } }""",
        ],
        ["whyNot"] =
        [
            """{ whyNot(actor: "canary-user", figure: {explore: {query: {events: ["canary_event"], aggregation: UNIQUE_ACTORS, range: RANGE}}}) { counted countedAs reasons { reason step isEnough } } }""",
            """{ whyNot(actor: "canary-device", figure: {cohort: {did: {events: ["canary_event"], atLeast: 1}}}) { counted countedAs reasons { reason } } }""",
        ],
        ["verifyCertificate"] =
        [
            """{ verifyCertificate(certificate: "2026q1.AAAA.AAAA") { status watermark timeZone definitionVersion erasedSince } }""",
        ],
        ["explain"] =
        [
            """{ explain(question: {explore: {events: ["canary_event"], aggregation: COUNT, range: RANGE, breakdown: [{property: "canary"}]}}) { cached rows bytes text watermark state { segments rows } last { operation columns } } }""",
            """{ explain(question: {funnel: {steps: [{events: ["canary_event"]}, {events: ["canary_event"]}], range: RANGE}}) { rows text } }""",
        ],
        ["reconcile"] =
        [
            """{ reconcile(a: {explore: {query: {events: ["canary_event"], aggregation: UNIQUE_ACTORS, range: RANGE}}}, b: {cohort: {members: ["canary-user"]}}) { a b both watermark onlyA { count classes { count sample reasons { reason } } actors { nodes { id } } } onlyB { count classes { sample } actors { totalCount nodes { id } } } } }""",
            """{ reconcile(a: {cohort: {not: {members: []}}}, b: {cohort: {members: ["canary-device"]}}) { onlyA { classes { sample } actors(first: 500) { nodes { id } } } } }""",
        ],
        ["groups"] = ["{ groups { nodes { id traits } } }"],
        ["group"] = ["""{ group(id: "canary-group") { id traits } }"""],
        ["mergeActors"] = ["""mutation { mergeActors(input: {alias: "canary-user", actor: "smuggler"}) { actorProfile { ids { id } properties } errors { ... on InputError { message } } } }"""],
        ["splitActor"] = ["""mutation { splitActor(input: {alias: "canary-device"}) { actorProfile { ids { id } properties } } }"""],
        ["setActorProperties"] = ["""mutation { setActorProperties(input: {actor: "canary-user", set: {own: 1}}) { actorProfile { properties history { properties } } } }"""],
        ["optOutActor"] = ["""mutation { optOutActor(input: {actor: "canary-stranger"}) { actorProfile { ids { id isOptedOut } properties } } }"""],
        ["optInActor"] = ["""mutation { optInActor(input: {actor: "canary-stranger"}) { actorProfile { ids { id } properties } } }"""],
        ["tagActorBot"] = ["""mutation { tagActorBot(input: {actor: "canary-stranger", isBot: true}) { actorProfile { ids { id } properties } } }"""],
        ["events"] =
        [
            "{ events { nodes { id name userId properties } totalCount } }",
            """{ events(filter: {name: "canary_event"}) { nodes { id name } totalCount } }""",
            """{ events(filter: {actor: "canary-user"}) { nodes { id name } totalCount } }""",
            "{ events(after: \"CURSOR\") { nodes { id name userId properties } } }",
        ],
        ["collectionSettings"] = ["{ collectionSettings { version internalIpRanges internalEmailDomains internalProperties { name value } } }"],
        ["updateCollectionSettings"] =
        [
            """mutation { updateCollectionSettings(input: {expectedVersion: 4711, internalEmailDomains: ["canary.example"]}) { collectionSettings { version } errors { __typename } } }""",
        ],
        ["keptId"] = ["""{ keptId(id: "u") }"""],
        ["botRetag"] = ["{ botRetag { listHash requestedAt tagged } }"],
        ["retagBots"] = ["mutation { retagBots { requestedAt tagged } }"],
        ["eventNames"] = ["{ eventNames { name count } }"],
        ["imports"] = ["{ imports(first: 500) { nodes { id fileName kind } } }"],
        ["import"] = ["""{ import(id: "IMPORT") { id fileName errorFile } }"""],
        ["entities"] =
        [
            """{ entities(kind: "customers", first: 500) { nodes { id attributes personalData source } pageInfo { endCursor } } }""",
            """{ entities(kind: "customers", filter: {customerId: "canary-shopper"}) { nodes { id attributes personalData } } }""",
            """{ entities(kind: "customers", filter: {where: [{property: "email", value: "canary-secret@example.com"}]}) { nodes { id attributes personalData } } }""",
        ],
        ["entity"] = ["""{ entity(kind: "customers", id: "canary-shopper") { id attributes personalData } }"""],
        ["customer"] = ["""{ customer(id: "canary-user") { id orders { total } lifetimeValue { total excludedCurrencies } profile { attributes personalData } } }""",
            """{ customer(id: "canary-shopper") { profile { attributes personalData } loyalty { attributes } subscriptions { attributes } referrals { attributes } discounts { attributes } } }"""],
        ["importProgress"] = ["""subscription { importProgress(id: "IMPORT") { id fileName } }"""],
        ["trackingPlan"] = ["{ trackingPlan { yaml changes(since: 0) { path after } } }", "{ trackingPlan(draft: true) { yaml } }", "{ trackingPlan(version: 1) { yaml } }"],
        ["trackingPlanVersions"] = ["{ trackingPlanVersions { nodes { version yaml } totalCount } }"],
        ["checkEvent"] = ["""{ checkEvent(name: "order_placed", properties: {secret: "mine"}) { version status properties breaches { message } } }"""],
        ["eventCatalog"] =
        [
            "{ eventCatalog { events { name count properties { name examples } } } }",
            """{ eventCatalog(events: ["canary_event", "order_placed"]) { events { count properties { name examples } } } }""",
        ],
        ["draftTrackingPlan"] = ["{ draftTrackingPlan(minimumEvents: 1) { yaml } }"],
        ["quarantine"] = ["{ quarantine { nodes { messageId name properties userId } } }", "{ quarantine(after: \"CURSOR\") { nodes { messageId properties } } }"],
        ["quarantineCounts"] = ["{ quarantineCounts { code name path } }"],
        ["saveTrackingPlanDraft"] = ["""mutation { saveTrackingPlanDraft(input: {plan: {events: [{name: "smuggled"}]}, expectedRevision: 0}) { trackingPlan { yaml } } }"""],
        ["publishTrackingPlan"] = ["""mutation { publishTrackingPlan(input: {version: 1, expectedRevision: 99}) { trackingPlan { yaml } errors { __typename } } }"""],
        ["importTrackingPlan"] = ["""mutation { importTrackingPlan(input: {yaml: "mode: OFF"}) { trackingPlan { yaml } } }"""],
        ["fixQuarantined"] = ["""mutation { fixQuarantined(input: {id: "ENTRY", name: "smuggled"}) { quarantinedEvent { properties } errors { __typename } } }"""],
        ["replayQuarantined"] = ["""mutation { replayQuarantined(input: {all: true}) { replayOutcome { replayed } } }"""],
        ["discardQuarantined"] = ["""mutation { discardQuarantined(input: {ids: ["ENTRY"]}) { discardOutcome { discarded } } }"""],
        ["liveEvents"] =
        [
            "subscription { liveEvents { id name userId properties } }",
            """subscription { liveEvents(filter: {name: "canary_event"}) { id name } }""",
            """subscription { liveEvents(filter: {actor: "canary-user"}) { id name } }""",
        ],
        ["eventTrace"] = ["""{ eventTrace(messageId: "canary-1") { verdict event { name properties } attempts { name } } }"""],
        ["ingestLog"] = ["""{ ingestLog { nodes { messageId name } } }""", """{ ingestLog(filter: {messageId: "canary-1"}) { nodes { name } } }"""],
        ["verdictCounts"] = ["{ verdictCounts(range: RANGE) { name messages } }"],
        ["apiKeys"] = ["{ apiKeys { id name prefix } }"],
        ["issueApiKey"] =
        [
            """mutation { issueApiKey(input: {name: "community", kind: PUBLIC_WRITE}) { issuedApiKey { key { name } } } }""",
        ],
        ["changeApiKey"] =
        [
            """mutation { changeApiKey(input: {id: "KEY", allowedOrigins: ["https://evil.example"]}) { apiKey { name } errors { ... on InputError { code } } } }""",
        ],
        ["revokeApiKey"] =
        [
            """mutation { revokeApiKey(input: {id: "KEY"}) { apiKey { name } errors { ... on InputError { code } } } }""",
        ],
        ["track"] =
        [
            """mutation { track(input: {events: [{id: "canary-1", name: "smuggled_event", userId: "smuggler", properties: {tenant: "community", tenantId: "community"}}]}) { position results { status } errors { message } } }""",
        ],
    };
}
