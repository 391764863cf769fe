using System.Globalization;
using Analytics.Domain.Collection;
using static Analytics.Domain.Tests.Collection.CollectionFixture;

namespace Analytics.Domain.Tests.Collection;

public sealed class CollectEventsTests
{
    private readonly CollectionFixture _collection = new();

    [Theory]
    [InlineData("2026-03-02T12:00:00Z", null)]
    [InlineData("2026-03-02T12:00:00.001Z", "TIMESTAMP_IN_FUTURE")]
    [InlineData("9999-12-31T23:59:59Z", "TIMESTAMP_IN_FUTURE")]
    [InlineData("2025-02-01T12:00:00Z", null)]
    [InlineData("2025-02-01T11:59:59.999Z", "TIMESTAMP_EXPIRED")]
    [InlineData("0001-01-01T00:00:00Z", "TIMESTAMP_EXPIRED")]
    public async Task A_time_lies_between_the_retention_and_a_day_ahead(string timestamp, string? code)
    {
        var receipt = await _collection.CollectAsync(
            EventPayload.ReadJson(Utf8($$"""{"eventType":"e","timestamp":"{{timestamp}}"}""")));

        Assert.Equal(code, receipt.Verdicts[0].Problem?.Code);
    }

    [Theory]
    [InlineData("1970-01-01T00:00:00Z", null)]
    [InlineData("1969-12-31T23:59:59Z", "TIMESTAMP_EXPIRED")]
    public async Task A_tenant_that_keeps_events_for_ever_takes_them_from_1970(string timestamp, string? code)
    {
        var receipt = await _collection.CollectAsync(
            EventPayload.ReadJson(Utf8($$"""{"eventType":"e","timestamp":"{{timestamp}}"}""")), retentionMonths: null);

        Assert.Equal(code, receipt.Verdicts[0].Problem?.Code);
    }

    [Theory]
    [InlineData("2031-01-01T00:00:00Z", "2031-01-01T00:00:30Z", -30)]
    [InlineData("1999-01-01T00:00:00Z", "1999-01-01T00:00:30Z", -30)]
    [InlineData("2026-03-01T12:00:10Z", "2026-03-01T12:00:00Z", 10)]
    public async Task A_clock_that_is_wrong_is_set_right_by_the_time_of_sending(
        string timestamp, string sentAt, int secondsFromNow)
    {
        var logged = await _collection.LoggedAsync(
            $$"""{"eventType":"e","timestamp":"{{timestamp}}","sentAt":"{{sentAt}}"}""");

        Assert.Equal(Now.AddSeconds(secondsFromNow), logged.OccurredAt);
    }

    [Theory]
    [InlineData("2026-03-01T11:59:50Z", "2026-03-01T11:59:10Z", -10)]   // 50 s on its way
    [InlineData("2026-03-01T11:58:00Z", "2026-03-01T11:59:00Z", -120)]  // a minute late at the most
    [InlineData("2026-03-01T12:00:20Z", "2026-03-01T12:00:30Z", 0)]     // half a minute ahead: never after now
    [InlineData("2026-03-01T11:59:40Z", "2026-03-01T12:00:30Z", -20)]
    [InlineData("2026-03-01T11:58:00Z", "2026-03-01T11:58:59.999Z", -59.999)]
    public async Task A_clock_that_is_right_within_a_minute_is_believed(string timestamp, string sentAt, double secondsFromNow)
    {
        var logged = await _collection.LoggedAsync(
            $$"""{"eventType":"e","timestamp":"{{timestamp}}","sentAt":"{{sentAt}}"}""");

        Assert.Equal(Now.AddSeconds(secondsFromNow), logged.OccurredAt);
    }

    [Theory]
    [InlineData(@"2026-03-01T12:00:00\u002B01:00", "2026-03-01T11:00:00Z")]
    [InlineData(@"\u0032026-03-01T11:00:00.5Z", "2026-03-01T11:00:00.5Z")]
    public async Task A_time_may_be_written_with_escapes(string timestamp, string expected)
    {
        var logged = await _collection.LoggedAsync($$"""{"eventType":"e","timestamp":"{{timestamp}}"}""");

        Assert.Equal(DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture), logged.OccurredAt);
    }

    [Theory]
    [InlineData(@"2026-03-01T12:00:00\u0000")]
    [InlineData(@"2026-03-01T12:00:00Z\ud800")]
    public async Task Escapes_that_make_no_time_are_refused(string timestamp) =>
        Assert.Equal(("TIMESTAMP_INVALID", "timestamp"), await _collection.RefusedAsync(
            $$"""{"eventType":"e","timestamp":"{{timestamp}}"}"""));

    [Theory]
    [InlineData("9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z", "TIMESTAMP_IN_FUTURE")]
    [InlineData("0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "TIMESTAMP_EXPIRED")]
    public async Task A_correction_that_leaves_the_calendar_is_refused(string timestamp, string sentAt, string code) =>
        Assert.Equal((code, "timestamp"), await _collection.RefusedAsync(
            $$"""{"eventType":"e","timestamp":"{{timestamp}}","sentAt":"{{sentAt}}"}"""));

    [Fact]
    public async Task A_bad_event_never_sinks_its_batch_and_a_resend_counts_once()
    {
        var payload = EventPayload.ReadJson(Utf8("""
            [{"id":"1","eventType":"a"}, {"id":"2"}, {"id":"1","eventType":"a"}, {"id":"3","eventType":"c"}]
            """));

        var first = await _collection.CollectAsync(payload);
        var again = await _collection.CollectAsync(payload);

        Assert.Equal(
            [EventStatus.Accepted, EventStatus.Rejected, EventStatus.Duplicate, EventStatus.Accepted],
            first.Verdicts.Select(verdict => verdict.Status));
        Assert.Equal((2, 2L), (first.Accepted, first.Position));
        Assert.Equal(
            [EventStatus.Duplicate, EventStatus.Rejected, EventStatus.Duplicate, EventStatus.Duplicate],
            again.Verdicts.Select(verdict => verdict.Status));
        Assert.Equal((0, 2L), (again.Accepted, again.Position));
    }

    [Fact]
    public async Task Nothing_is_appended_when_every_event_is_refused()
    {
        _collection.IsBusy = true;

        var receipt = await _collection.CollectAsync(EventPayload.ReadJson(Utf8("[{}]")));

        Assert.Equal((0, null), (receipt.Accepted, receipt.Position));
    }

    [Fact]
    public async Task Events_of_somebody_erased_are_refused_and_those_beside_them_taken()
    {
        _collection.Erased = "ann";

        var receipt = await _collection.CollectAsync(EventPayload.ReadJson(Utf8("""
            [{"id":"1"}, {"id":"2","eventType":"a","userId":"ann"}, {"id":"3","eventType":"a","userId":"bob"}]
            """)));

        Assert.Equal(
            [EventStatus.Rejected, EventStatus.Rejected, EventStatus.Accepted],
            receipt.Verdicts.Select(verdict => verdict.Status));
        Assert.Equal("ACTOR_ERASED", receipt.Verdicts[1].Problem!.Code);
        Assert.Equal(1, receipt.Accepted);
    }

    [Theory]
    [InlineData("""{"id":"m1","eventType":"seen","timestamp":"soon"}""", "m1", "seen", "TIMESTAMP_INVALID")]
    [InlineData("""{"timestamp":"soon","id":"m1","eventName":"late"}""", "m1", "late", "TIMESTAMP_INVALID")]
    [InlineData("""{"id":"m1"}""", "m1", "", "EVENT_NAME_MISSING")]
    [InlineData("""{"id":"m1","eventType":"seen","timestamp":"2999-01-01T00:00:00Z"}""", "m1", "seen", "TIMESTAMP_IN_FUTURE")]
    [InlineData("""{"id":7,"eventType":"seen"}""", null, null, "WRONG_TYPE")]
    [InlineData("""7""", null, null, "WRONG_TYPE")]
    public async Task The_journal_is_told_which_message_was_refused(string json, string? id, string? name, string code)
    {
        await _collection.CollectAsync(EventPayload.ReadJson(Utf8(json)));

        var request = Assert.Single(_collection.Journal);
        var draft = Assert.Single(request.Messages) is { IsSuccess: true } message ? message.Value : null;
        Assert.Equal((id, name, code), (draft?.Id, draft?.Name, Assert.Single(request.Verdicts).Problem!.Code));
    }

    [Fact]
    public async Task A_busy_log_refuses_the_whole_request()
    {
        _collection.IsBusy = true;

        var collected = await new CollectEvents(_collection, _collection.Quarantine, _collection, _collection, _collection).ExecuteAsync(
            Tenant(), CollectionSource.Internal, EventPayload.ReadJson(Utf8("""{"eventType":"a"}""")).Value.Events, CancellationToken.None);

        Assert.Equal("COLLECTION_BUSY", collected.Problem!.Code);
    }

    [Fact]
    public async Task An_event_without_an_id_counts_once_however_its_envelope_is_written()
    {
        var first = await _collection.LoggedAsync(
            """{"eventType":"a","userId":"u","properties":{"x":1,"text":"a  \" b"},"timestamp":"2026-03-01T10:00:00Z"}""");
        var receipt = await _collection.CollectAsync(EventPayload.ReadJson(Utf8("""
            [{"timestamp":"2026-03-01T11:00:00+01:00", "properties": { "x" : 1, "text" : "a  \" b" }, "userId":"u",
              "anonymousId":"", "eventName":"a", "sentAt":"2026-03-01T10:00:00Z"}]
            """)));

        Assert.Equal(EventStatus.Duplicate, receipt.Verdicts[0].Status);
        Assert.Matches("^sha256:[0-9a-f]{32}$", first.EventId);
    }

    [Theory]
    [InlineData("""{"eventType":"b","userId":"u","properties":{"x":1}}""")]
    [InlineData("""{"eventType":"action","eventName":"a","userId":"u","properties":{"x":1}}""")]
    [InlineData("""{"eventType":"a","anonymousId":"u","properties":{"x":1}}""")]
    [InlineData("""{"eventType":"a","userId":"u","properties":{"x":"1"}}""")]
    [InlineData("""{"eventType":"a","userId":"u","properties":{"x":1},"sequence":0}""")]
    [InlineData("""{"eventType":"a","userId":"u","properties":{"x":1},"timestamp":"2026-03-01T12:00:00Z"}""")]
    [InlineData("""{"eventType":"a","userId":"u","context":{"x":1}}""")]
    public async Task Events_without_an_id_that_differ_are_counted_apart(string other)
    {
        await _collection.LoggedAsync("""{"eventType":"a","userId":"u","properties":{"x":1}}""");
        await _collection.LoggedAsync(other);

        Assert.Equal(2, _collection.Log.Count);
    }

    [Fact]
    public async Task Structured_input_keeps_the_same_rules()
    {
        var drafts = new[]
        {
            EventDraft.Create(new EventInput("a") { Properties = """{"x":1}"""u8.ToArray(), Class = "action" }),
            EventDraft.Create(new EventInput("a") { Properties = "[1]"u8.ToArray() }),
            EventDraft.Create(new EventInput("a") { Properties = """{"x":"\u0000"}"""u8.ToArray() }),
            EventDraft.Create(new EventInput("a") { Properties = """{"x":1}{}"""u8.ToArray() }),
            EventDraft.Create(new EventInput("a") { Context = new byte[] { (byte)'{', 0xFF } }),
            EventDraft.Create(new EventInput("")),
            EventDraft.Create(new EventInput("a") { UserId = "\ud800" }),
            EventDraft.Create(new EventInput("a") { Properties = new byte[32 * 1024 + 1] }),
        };

        var receipt = (await new CollectEvents(_collection, _collection.Quarantine, _collection, _collection, _collection).ExecuteAsync(
                Tenant(), CollectionSource.Internal, [.. drafts.Select(draft => draft.Then<MessageDraft>(each => each))], CancellationToken.None)).Value;

        Assert.Equal(
            [null, ("WRONG_TYPE", "properties"), ("TEXT_HAS_NUL", "properties.x"), ("MALFORMED_JSON", "properties"),
             ("INVALID_UTF8", "context"), ("EVENT_NAME_MISSING", "name"), ("TEXT_NOT_UNICODE", "userId"),
             ("EVENT_TOO_LARGE", null)],
            receipt.Verdicts.Select(verdict => verdict.Problem is { } problem
                ? ((string, string?)?)(problem.Code, problem.Path)
                : null));
        Assert.Equal("""{"x":1,"event_type":"action"}""", Text(Assert.Single(_collection.Log).Properties));
    }
}
