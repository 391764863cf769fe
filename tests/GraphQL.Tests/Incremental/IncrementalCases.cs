namespace Analytics.GraphQL.Tests.Incremental;

/// <summary>Documents whose payloads do not depend on timing.</summary>
internal static class IncrementalCases
{
    public static IEnumerable<(string Document, string Variables)> All =>
        [.. Deferred, .. Overlapping, .. Failing, .. Streamed, .. Conditional];

    // Where a deferral begins, what it is named, what lies in it.
    private static IEnumerable<(string, string)> Deferred =>
    [
        ("{ hero { id ... @defer { name } } }", "{}"),
        ("{ hero { ... @defer { id name } } }", "{}"),
        ("{ ... @defer { hero { id } } }", "{}"),
        ("{ ... @defer(label: \"root\") { hero { id name } } heroes { id } }", "{}"),
        ("query { hero { ...F @defer(label: \"F\") } } fragment F on Hero { id name }", "{}"),
        ("{ hero { ... @defer(label: \"a\") { id } ... @defer(label: \"b\") { name } } }", "{}"),
        ("{ hero { ... @defer(label: \"outer\") { id ... @defer(label: \"inner\") { name } } } }", "{}"),
        ("{ hero { ... @defer { ... @defer { name } } } }", "{}"),
        ("{ hero { ... @defer(label: \"empty\") { ... @defer(label: \"full\") { name } } id } }", "{}"),
        ("{ hero { ... @defer { best { id ... @defer { name best { id } } } } } }", "{}"),
        ("{ heroes { id ... @defer { name } } }", "{}"),
        ("{ heroes { ... @defer { friends { id ... @defer { name } } } } }", "{}"),
        ("{ hero { ... @defer { __typename } } }", "{}"),
        ("{ hero { best { ... @defer(label: \"best\") { id } } ... @defer(label: \"hero\") { name } } }", "{}"),
        ("{ hero { ... @defer { slow } } }", "{}"),
        ("{ hero { slow ... @defer { bestSlowly { slow } } } }", "{}"),
        ("{ heroSlowly { id ... @defer { name bestSlowly { id slow } } } }", "{}"),
        ("mutation { rename { id ... @defer { name } } }", "{}"),
        ("{ hero { id } ... @defer { __typename } }", "{}"),
        // The rule against deferred root fields looks at a fragment's first spread only.
        ("mutation { rename { id } ...F @skip(if: true) ...F @defer } fragment F on Mutation { __typename again: rename { name } }", "{}"),
    ];

    // A field is delivered once, by the first that asks for it.
    private static IEnumerable<(string, string)> Overlapping =>
    [
        ("{ hero { id ... @defer { id } } }", "{}"),
        ("{ hero { id ... @defer { id name } } }", "{}"),
        ("{ hero { ... @defer { id } id } }", "{}"),
        ("{ hero { best { id } ... @defer { best { id name } } } }", "{}"),
        ("{ hero { best { id } ... @defer { best { id } } } }", "{}"),
        ("{ hero { ... @defer(label: \"a\") { id name } ... @defer(label: \"b\") { id nick } } }", "{}"),
        ("{ hero { ... @defer(label: \"a\") { id } ... @defer(label: \"b\") { id } } }", "{}"),
        ("{ hero { ... @defer(label: \"a\") { best { id } } ... @defer(label: \"b\") { best { id name } } } }", "{}"),
        ("{ hero { ... @defer(label: \"a\") { best { id best { name } } } ... @defer(label: \"b\") { best { best { name id } } } } }", "{}"),
        ("{ hero { ... @defer(label: \"out\") { id name ... @defer(label: \"in\") { id name nick } } } }", "{}"),
        ("{ hero { ... @defer(label: \"out\") { name ... @defer(label: \"in\") { name } } } }", "{}"),
        ("{ hero { best { ... @defer(label: \"deep\") { id } } ... @defer(label: \"flat\") { best { id name } } } }", "{}"),
        ("{ hero { ... @defer(label: \"flat\") { best { id name } } best { ... @defer(label: \"deep\") { id nick } } } }", "{}"),
        ("{ hero { ...F ...F @defer } } fragment F on Hero { name }", "{}"),
        ("{ hero { ...F @defer ...F } } fragment F on Hero { name }", "{}"),
        ("{ hero { ...F @defer(label: \"one\") ...F @defer(label: \"two\") } } fragment F on Hero { name }", "{}"),
        ("{ hero { ...F @defer ...G @defer } } fragment F on Hero { name ...H } fragment G on Hero { id ...H } fragment H on Hero { nick }", "{}"),
        ("{ hero { friends { id } ... @defer { friends { id name } } } }", "{}"),
        ("{ hero { friends { id } ... @defer { friends { id } } } }", "{}"),
        ("{ hero { friends { ... @defer(label: \"a\") { id } } ... @defer(label: \"b\") { friends { id name } } } }", "{}"),
        ("{ hero { ... @defer { best { id } } best { name ... @defer { id nick } } } }", "{}"),
        ("{ ... @defer(label: \"q\") { hero { id best { name } } } hero { best { id ... @defer(label: \"h\") { name nick } } } }", "{}"),
    ];

    // Errors belong to the part in which they occur; a null may take a whole part with it.
    private static IEnumerable<(string, string)> Failing =>
    [
        ("{ hero { id ... @defer { name fails } } }", "{}"),
        ("{ hero { id ... @defer { name never } } }", "{}"),
        ("{ hero { id ... @defer { fails never } } }", "{}"),
        ("{ hero { id ... @defer { none } } }", "{}"),
        ("{ hero { id ... @defer { neverSlowly } } }", "{}"),
        ("{ hero { id ... @defer { best { never } name } } }", "{}"),
        ("{ hero { id ... @defer { best { best { never } } } } }", "{}"),
        ("{ hero { best { never ... @defer { id } } } }", "{}"),
        ("{ hero { best { neverSlowly ... @defer { id } } } }", "{}"),
        ("{ hero { fails best { id ... @defer { name } } } }", "{}"),
        ("{ hero { never ... @defer { id } } }", "{}"),
        ("{ hero { ... @defer { never ... @defer { id } } } }", "{}"),
        ("{ hero { ... @defer { name best { never ... @defer { id } } } } }", "{}"),
        ("{ hero { ... @defer(label: \"bad\") { never } ... @defer(label: \"good\") { name } } }", "{}"),
        ("{ hero { ... @defer(label: \"a\") { id never } ... @defer(label: \"b\") { name never } } }", "{}"),
        ("{ hero { ... @defer(label: \"a\") { id none } ... @defer(label: \"b\") { id name } } }", "{}"),
        ("{ heroes { id ... @defer { oddOnly } } }", "{}"),
        ("{ hero { maybeFriends { ... @defer { oddOnly } } } }", "{}"),
        ("{ hero { sureFriends { id ... @defer { name } } nick } }", "{}"),
        ("{ hero { ... @defer { sureFriends { id } nick } } }", "{}"),
        ("{ hero { best { ... @defer { fails } } ... @defer { best { fails name } } } }", "{}"),
    ];

    private static IEnumerable<(string, string)> Streamed =>
    [
        ("{ hero { tags @stream } }", "{}"),
        ("{ hero { tags @stream(initialCount: 1) } }", "{}"),
        ("{ hero { tags @stream(initialCount: 2, label: \"tags\") } }", "{}"),
        ("{ hero { tags @stream(initialCount: 3) } }", "{}"),
        ("{ hero { tags @stream(initialCount: 9) } }", "{}"),
        ("{ hero { tags @stream(initialCount: -1) name } }", "{}"),
        ("{ hero { grid @stream(initialCount: 1) } }", "{}"),
        ("{ heroes @stream { id } }", "{}"),
        ("{ heroes @stream(initialCount: 1) { id name } hero { tags @stream } }", "{}"),
        ("{ heroes @stream(initialCount: 1) { id ... @defer { name } } }", "{}"),
        ("{ heroes @stream(initialCount: 1, label: \"h\") { id ... @defer(label: \"n\") { name friends { id } } } }", "{}"),
        ("{ heroes { tags @stream(initialCount: 2) } }", "{}"),
        ("{ heroes @stream(initialCount: 1) { tags @stream(initialCount: 1) } }", "{}"),
        ("{ hero { ... @defer { tags @stream(initialCount: 1) } } }", "{}"),
        ("{ hero { ... @defer(label: \"d\") { heroes: friends @stream(initialCount: 1, label: \"s\") { id name } } id } }", "{}"),
        ("{ hero { maybeFriends @stream(initialCount: 1) { id } } }", "{}"),
        ("{ hero { sureFriends @stream { id } } }", "{}"),
        ("{ hero { sureFriends @stream(initialCount: 2) { id } nick } }", "{}"),
        ("{ hero { sureFriends @stream(initialCount: 1) { id } nick } }", "{}"),
        ("{ hero { maybeFriends @stream { oddOnly } } }", "{}"),
        ("{ hero { friends @stream(initialCount: 1) { fails } } }", "{}"),
        ("{ hero { friends @stream { never } } }", "{}"),
        ("{ hero { friends @stream(initialCount: 1) { never } } }", "{}"),
        ("{ hero { maybeFriends @stream { ... @defer { never } id } } }", "{}"),
        ("{ hero { best { never tags @stream } } }", "{}"),
        ("mutation { rename { tags @stream(initialCount: 1) } }", "{}"),
        ("{ hero { numbers } }", "{}"),
        ("{ hero { brokenNumbers } }", "{}"),
        ("{ hero { numbers @stream(initialCount: 5) } }", "{}"),
        ("{ hero { brokenNumbers @stream(initialCount: 2) } }", "{}"),
        ("{ hero { followers { id slow } } }", "{}"),
    ];

    private static IEnumerable<(string, string)> Conditional =>
    [
        ("{ hero { id ... @defer(if: false) { name } } }", "{}"),
        ("{ hero { tags @stream(if: false) } }", "{}"),
        ("query($on: Boolean!) { hero { id ... @defer(if: $on) { name } tags @stream(if: $on) } }", """{"on":true}"""),
        ("query($on: Boolean!) { hero { id ... @defer(if: $on) { name } tags @stream(if: $on) } }", """{"on":false}"""),
        ("query($on: Boolean) { hero { id ... @defer(if: $on) { name } } }", "{}"),
        ("query($on: Boolean = false) { hero { id ... @defer(if: $on) { name } } }", "{}"),
        ("query($on: Boolean!) { hero { ... @defer @include(if: $on) { name } ... @defer @skip(if: $on) { id } } }", """{"on":true}"""),
        ("query($n: Int!) { hero { tags @stream(initialCount: $n) } }", """{"n":2}"""),
        ("query($n: Int) { hero { tags @stream(initialCount: $n) } }", "{}"),
        ("query($n: Int = 1) { hero { tags @stream(initialCount: $n) } }", "{}"),
        ("{ hero { ... @defer(label: null) { name } } }", "{}"),
    ];
}
