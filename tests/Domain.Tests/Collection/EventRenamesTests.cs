using Analytics.Domain.Collection;

namespace Analytics.Domain.Tests.Collection;

public sealed class EventRenamesTests
{
    [Fact]
    public void A_chain_of_renames_ends_at_the_last_name()
    {
        var renames = EventRenames.Create(new Dictionary<string, string> { ["a"] = "b", ["b"] = "c", ["x"] = "c" }).Value;

        Assert.Equal(["c", "c", "c", "c", "other"], new[] { "a", "b", "c", "x", "other" }.Select(renames.Of));
    }

    [Fact]
    public void Renames_that_cannot_be_are_refused()
    {
        Assert.Equal("RENAME_CIRCLE", Code(("a", "b"), ("b", "c"), ("c", "a")));
        Assert.Equal("RENAME_CIRCLE", Code(("a", "a")));
        Assert.Equal("EVENT_NAME_MISSING", Code(("a", "")));
        Assert.Equal("EVENT_NAME_TOO_LONG", Code((new string('n', 201), "a")));
        Assert.Equal("TOO_MANY_RENAMES", Code([.. Enumerable.Range(0, 1_001).Select(i => ($"a{i}", "b"))]));
        Assert.Null(Code([.. Enumerable.Range(0, 1_000).Select(i => ($"a{i}", $"a{i + 1}"))]));
    }

    private static string? Code(params (string From, string To)[] renames) =>
        EventRenames.Create(renames.ToDictionary(one => one.From, one => one.To)).TryGet(out _, out var problem) ? null : problem.Code;
}
