using Analytics.Columnar.Cohorts;

namespace Analytics.Columnar.Tests.Cohorts;

public sealed class ActorListTests
{
    [Theory]
    [InlineData("a", "b")]
    [InlineData("a", "aa")]
    [InlineData("", "a")]
    [InlineData("z", "é")]
    [InlineData("x\U0001F600", "x\uFFFD")]
    [InlineData("x\U0001F600", "x\U0001F601")]
    [InlineData("\uD7FF", "\U0001F600")]
    public void Ids_are_listed_in_ordinal_order(string first, string second)
    {
        var (left, right) = (System.Text.Encoding.UTF8.GetBytes(first), System.Text.Encoding.UTF8.GetBytes(second));

        Assert.True(string.CompareOrdinal(first, second) < 0);
        Assert.True(ActorList.Compare(left, right) < 0);
        Assert.True(ActorList.Compare(right, left) > 0);
        Assert.Equal(0, ActorList.Compare(left, left));
    }
}
