using Analytics.Domain.Paths;
using Analytics.Domain.Querying;
using Analytics.Domain.Tests.Querying;

namespace Analytics.Domain.Tests.Paths;

public sealed class PathGroupTests
{
    [Theory]
    [InlineData("/p/*", "/p/", true)]
    [InlineData("/p/*", "/p/1/2", true)]
    [InlineData("/p/*", "/P/1", false)]
    [InlineData("/p/*/edit", "/p/1/edit", true)]
    [InlineData("/p/*/edit", "/p/edit/1/edit", true)]
    [InlineData("/p/*/edit", "/p/1/edit/2", false)]
    [InlineData("*a*b*", "xxaxxbxx", true)]
    [InlineData("*a*b*", "xxbxxaxx", false)]
    [InlineData("abc", "abc", true)]
    [InlineData("abc", "abcd", false)]
    [InlineData("**", "", true)]
    public void A_star_stands_for_any_text(string pattern, string step, bool matches) =>
        Assert.Equal(matches, new PathGroup("group", pattern).Matches(step));

    [Fact]
    public void A_pattern_of_many_stars_takes_no_longer_than_its_length_by_the_steps()
    {
        var group = new PathGroup("group", string.Concat(Enumerable.Repeat("a*", 99)) + "b");

        Assert.False(group.Matches(new string('a', 100_000)));
    }

    [Fact]
    public void Groups_have_a_name_and_a_pattern()
    {
        var query = new PathsQuery { Range = Ask.January, From = EventSelector.Any };

        Assert.Null(Fault(query));
        Assert.Equal(("PATH_ANCHOR_MISSING", "from"), Fault(query with { From = null }));
        Assert.Equal(("PATH_GROUP_INVALID", "groups[1].pattern"), Fault(query with { Groups = [new("a", "*"), new("b", "")] }));
        Assert.Equal(("PATH_GROUP_INVALID", "groups[0].name"), Fault(query with { Groups = [new(new string('a', 201), "*")] }));
        Assert.Equal(
            ("VALUE_OUT_OF_RANGE", "groups"),
            Fault(query with { Groups = [.. Enumerable.Repeat(new PathGroup("a", "b"), 101)] }));
    }

    private static (string, string?)? Fault(PathsQuery query) =>
        query.Check() is { } problem ? (problem.Code, problem.Path) : null;
}
