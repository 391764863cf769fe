using System.Buffers;
using System.Text;
using System.Text.Json;
using Analytics.Scenarios.Hosts;

namespace Analytics.Scenarios.TrackingPlan;

/// <summary>A plan over HTTP: what it makes of events, and how it is written.</summary>
public sealed class TrackingPlanTests(EmptyHost empty) : IClassFixture<EmptyHost>
{
    private static readonly SearchValues<byte> _wordBytes = SearchValues.Create("abcdefghijklmnopqrstuvwxyz-0123456789"u8);

    [Fact]
    public async Task Events_are_taken_noticed_put_aside_or_refused_by_the_published_plan()
    {
        using var client = new PlanClient(empty, "retail");
        const string Rules =
            """
            events:
              - name: planned_order
                properties:
                  - {name: price, type: NUMBER, minimum: 0, required: true}
                  - {name: currency, values: [EUR, GBP]}
              - {name: planned_old, status: BLOCKED}
            """;
        const string Sent =
            """
            [{"eventType": "planned_order", "properties": {"price": -1, "n": #}},
             {"eventType": "planned_order", "properties": {"price": "1", "n": #}},
             {"eventType": "planned_order", "properties": {"currency": "EUR", "n": #}},
             {"eventType": "planned_order", "properties": {"price": 1, "currency": "XXX", "n": #}},
             {"eventType": "planned_old", "properties": {"n": #}},
             {"eventType": "planned_order", "properties": {"price": 1, "currency": "EUR", "n": #}},
             {"eventType": "planned_nowhere", "properties": {"n": #}}]
            """;

        await client.PublishAsync("mode: WARN\n" + Rules);
        var (warned, position) = await client.SendAsync(Sent.Replace("#", "1", StringComparison.Ordinal));
        Assert.Equal(
            ["ACCEPTED PROPERTY_OUT_OF_RANGE", "ACCEPTED PROPERTY_WRONG_TYPE", "ACCEPTED PROPERTY_MISSING",
                "ACCEPTED PROPERTY_NOT_IN_ENUM", "REJECTED EVENT_BLOCKED", "ACCEPTED", "ACCEPTED"], warned);
        Assert.Equal(5, await client.CountAsync("planned_order", position));

        await client.PublishAsync("mode: REJECT\n" + Rules);
        var (rejected, later) = await client.SendAsync(Sent.Replace("#", "2", StringComparison.Ordinal));
        Assert.Equal(
            ["QUARANTINED PROPERTY_OUT_OF_RANGE", "QUARANTINED PROPERTY_WRONG_TYPE", "QUARANTINED PROPERTY_MISSING",
                "QUARANTINED PROPERTY_NOT_IN_ENUM", "REJECTED EVENT_BLOCKED", "ACCEPTED", "ACCEPTED"], rejected);
        Assert.Equal(6, await client.CountAsync("planned_order", later));
        Assert.Equal(2, await client.CountAsync("planned_nowhere", later));
        Assert.Equal(0, await client.CountAsync("planned_old", later));

        await client.PublishAsync("mode: OFF\n" + Rules);
        Assert.Equal("ACCEPTED", (await client.SendAsync(
            """{"eventType": "planned_order", "properties": {"price": "off"}}""")).Verdicts[0]);
    }

    [Fact]
    public async Task A_new_version_is_taken_beside_the_old_one()
    {
        using var client = new PlanClient(empty, "community");
        const string One = "mode: REJECT\nevents:\n  - name: versioned\n    properties:\n      - {name: step, type: INTEGER, required: true}\n";
        var first = await client.PublishAsync(One);
        Assert.Equal(["ACCEPTED"], (await client.SendAsync("""{"eventType": "versioned", "properties": {"step": 1}}""")).Verdicts);

        var second = await client.PublishAsync(
            One + "  - name: versioned_2\n    properties:\n      - {name: step_name, type: STRING, required: true}\n");

        var (verdicts, position) = await client.SendAsync("""
            [{"eventType": "versioned", "properties": {"step": 2}},
             {"eventType": "versioned_2", "properties": {"step_name": "a"}},
             {"eventType": "versioned_2", "properties": {"step": 3}}]
            """);
        Assert.Equal(["ACCEPTED", "ACCEPTED", "QUARANTINED PROPERTY_MISSING"], verdicts);
        Assert.Equal((2, 1), (await client.CountAsync("versioned", position), await client.CountAsync("versioned_2", position)));
        Assert.Equal(first + 1, second);
        var data = await client.Api.QueryAsync(
            $$"""{ trackingPlan { version changes(since: {{first}}) { kind path } } trackingPlanVersions(first: 2) { nodes { version publishedBy } } }""");
        Assert.Equal(
            """[{"kind":"ADDED","path":"events.versioned_2"}]""",
            data.GetProperty("trackingPlan").GetProperty("changes").GetRawText());
        Assert.Equal(
            [second, first],
            data.GetProperty("trackingPlanVersions").GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("version").GetInt32()));
    }

    [Fact]
    public async Task A_rename_counts_history_under_the_new_name_and_can_be_taken_back()
    {
        using var client = new PlanClient(empty, "community");
        var (_, position) = await client.SendAsync($$"""
            [{"eventType": "Signed Up", "userId": "u1", "timestamp": "{{PlanClient.Ago(200)}}"},
             {"eventType": "Signed Up", "userId": "u2"}, {"eventType": "sign_up_renamed", "userId": "u3"}]
            """);
        Assert.Equal((2, 1), (await client.CountAsync("Signed Up", position), await client.CountAsync("sign_up_renamed", position)));

        await client.PublishAsync("events:\n  - {name: Signed Up, renamedTo: sign_up_renamed}\n");
        var (_, after) = await client.SendAsync("""{"eventType": "Signed Up", "userId": "u4"}""");
        Assert.Equal(4, await client.CountAsync("sign_up_renamed", after));

        await client.PublishAsync("events:\n  - {name: Signed Up}\n");
        var (_, end) = await client.SendAsync("""{"eventType": "sign_up_renamed", "userId": "u5"}""");
        Assert.Equal((3, 2), (await client.CountAsync("Signed Up", end), await client.CountAsync("sign_up_renamed", end)));
    }

    [Fact]
    public async Task What_is_denied_reaches_no_disk()
    {
        using var client = new PlanClient(empty, "retail");
        await client.PublishAsync("""
            mode: REJECT
            denied: ['*.email', address.street]
            events:
              - name: denied_here
                denied: [iban]
                properties:
                  - {name: amount, type: NUMBER}
                  - {name: phone, denied: true}
            """);

        var (verdicts, _) = await client.SendAsync("""
            [{"id": "d1", "eventType": "denied_here", "properties": {"email": "canaryxdenied-1", "iban": "canaryxdenied-2",
                "phone": "canaryxdenied-3", "kept": "canaryxkept-1", "address": {"street": "canaryxdenied-4", "city": "Graz"}},
              "context": {"email": "canaryxdenied-5", "traits": {"email": "canaryxdenied-6"}}},
             {"id": "d2", "eventType": "denied_here", "properties": {"amount": "x", "\u0065mail": "canaryxdenied-7",
                "list": [{"email": "canaryxdenied-8"}], "kept": "canaryxkept-2"}}]
            """);
        var (status, body) = await client.Api.SendAsync(
            "v1/identify",
            """{"messageId": "d3", "userId": "denied-user", "traits": {"email": "canaryxdenied-9", "name": "canaryxkept-3"}}""",
            client.Api.Credential!.WriteKey);
        Assert.True(status == 200, $"{body}");

        Assert.Equal(["ACCEPTED", "QUARANTINED PROPERTY_WRONG_TYPE"], verdicts);
        var found = WordsOnDisk(empty.Directory, "canaryx");
        Assert.Equal(["canaryxkept-1", "canaryxkept-2", "canaryxkept-3"], found);
    }

    [Fact]
    public async Task A_plan_goes_out_as_yaml_is_edited_and_comes_in_and_a_stale_one_is_told()
    {
        using var client = new PlanClient(empty, "retail");
        await client.PublishAsync("mode: REJECT\nevents:\n  - name: edited\n    properties:\n      - {name: size, values: [S, M]}\n");
        var yaml = (await client.Api.QueryAsync("{ trackingPlan { yaml } }")).GetProperty("trackingPlan").GetProperty("yaml").GetString()!;

        var draft = (await client.ImportAsync(yaml.Replace("[S, M]", "[S, M, L]", StringComparison.Ordinal), publish: false))
            .GetProperty("trackingPlan");
        Assert.Equal(JsonValueKind.Null, draft.GetProperty("publishedAt").ValueKind);
        Assert.Equal("QUARANTINED PROPERTY_NOT_IN_ENUM", (await client.SendAsync(
            """{"eventType": "edited", "properties": {"size": "L"}}""")).Verdicts[0]);
        var stale = await client.ImportAsync(yaml, publish: false, expectedRevision: 0);
        Assert.Equal(JsonValueKind.Null, stale.GetProperty("errors").ValueKind);      // it is the published one: nothing to do
        stale = await client.ImportAsync("mode: OFF\n", publish: false, expectedRevision: 0);
        Assert.Equal("CONFLICT", stale.GetProperty("errors")[0].GetProperty("code").GetString());

        var published = await client.Api.QueryAsync(
            """
            mutation($v: Int!, $r: Int!) { publishTrackingPlan(input: {version: $v, expectedRevision: $r}) {
              trackingPlan { version } errors { __typename } } }
            """,
            new { v = draft.GetProperty("version").GetInt32(), r = draft.GetProperty("revision").GetInt32() });
        Assert.Equal(JsonValueKind.Null, published.GetProperty("publishTrackingPlan").GetProperty("errors").ValueKind);
        Assert.Equal("ACCEPTED", (await client.SendAsync("""{"eventType": "edited", "properties": {"size": "L", "n": 2}}""")).Verdicts[0]);

        var faulty = await client.ImportAsync("mode: WARN\nevents:\n  - name: a\n    properties:\n      - name: b\n        type: TEXT\n", publish: true);
        var error = faulty.GetProperty("errors")[0];
        Assert.Equal(
            ("WRONG_TYPE", "events[0].properties[0].type", true),
            (error.GetProperty("code").GetString(), error.GetProperty("path").GetString(),
                error.GetProperty("message").GetString()!.StartsWith("Line 6: ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_viewer_neither_changes_the_plan_nor_sees_what_was_put_aside()
    {
        using var viewer = empty.Host.As("retail", "viewer");

        Assert.Equal("AUTH_NOT_AUTHORIZED", await viewer.CodeOfErrorAsync("{ quarantine { nodes { id } } }"));
        Assert.Equal("AUTH_NOT_AUTHORIZED", await viewer.CodeOfErrorAsync(
            """mutation { importTrackingPlan(input: {yaml: "mode: OFF", publish: true}) { errors { __typename } } }"""));
    }

    // Every file of the host: tables, write-ahead log, segments.
    private static List<string> WordsOnDisk(string directory, string prefix)
    {
        var start = Encoding.UTF8.GetBytes(prefix);
        var words = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in System.IO.Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories))
        {
            byte[] bytes;
            try
            {
                using var open = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
                bytes = new byte[open.Length];
                bytes = bytes[..open.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)];
            }
            catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
            {
                continue;       // sockets, and files that were replaced meanwhile
            }

            for (var at = bytes.AsSpan().IndexOf(start); at >= 0;)
            {
                var rest = bytes.AsSpan(at);
                var end = rest.IndexOfAnyExcept(_wordBytes);
                words.Add(Encoding.UTF8.GetString(end < 0 ? rest : rest[..end]));
                var next = rest[1..].IndexOf(start);
                at = next < 0 ? -1 : at + 1 + next;
            }
        }

        return [.. words.Order(StringComparer.Ordinal)];
    }
}
