using System.Collections.Immutable;
using Analytics.Domain.Querying;
using Analytics.Domain.Retention;
using Analytics.Domain.Tests.Querying;

namespace Analytics.Domain.Tests.Retention;

public sealed class RetentionCheckTests
{
    [Theory]
    [InlineData(Interval.Day, null)]
    [InlineData(Interval.Quarter, null)]
    [InlineData(Interval.Hour, "INTERVAL_NOT_SUPPORTED period")]
    [InlineData(Interval.Year, "INTERVAL_NOT_SUPPORTED period")]
    public void A_period_is_a_day_week_month_or_quarter(Interval period, string? fault) =>
        Assert.Equal(fault, Ask.Fault(Ask.Retention() with { Period = period }));

    [Theory]
    [InlineData(1, null)]
    [InlineData(400, null)]
    [InlineData(0, "VALUE_OUT_OF_RANGE periods")]
    [InlineData(401, "VALUE_OUT_OF_RANGE periods")]
    public void A_matrix_has_1_to_400_periods_after_the_first(int periods, string? fault) =>
        Assert.Equal(fault, Ask.Fault(Ask.Retention() with { Periods = periods }));

    [Fact]
    public void Brackets_ascend_within_the_periods()
    {
        Assert.Null(Bracketed(0, 1, 11));
        Assert.Equal("BRACKETS_INVALID brackets", Bracketed());
        Assert.Equal("BRACKETS_INVALID brackets", Bracketed(1, 1));
        Assert.Equal("BRACKETS_INVALID brackets", Bracketed(-1, 2));
        Assert.Equal("BRACKETS_INVALID brackets", Bracketed(0, 12));
        Assert.Equal("OPTIONS_CONFLICT brackets", Ask.Fault(Ask.Retention() with { Brackets = [0, 1] }));
    }

    [Fact]
    public void A_matrix_has_no_more_cells_than_an_answer_may()
    {
        var years = Ask.Retention() with
        {
            Range = Ask.Between("2010-01-01", "2020-01-01"), Period = Interval.Day, Periods = 400,
        };

        Assert.Null(Ask.Fault(years));
        Assert.Equal("QUERY_TOO_LARGE periods", Ask.Fault(years with { Breakdown = Ask.By("country") }));
    }

    [Fact]
    public void Faults_are_found_in_its_parts()
    {
        Assert.Equal(
            "EVENT_NAME_EMPTY start.events[0]", Ask.Fault(Ask.Retention() with { Start = new EventSelector([""]) }));
        Assert.Equal(
            "PROPERTY_REQUIRED return.filter.property",
            Ask.Fault(Ask.Retention() with { Return = new EventSelector([], Ask.OfNothing) }));
        Assert.Equal(
            "PROPERTY_REQUIRED value.property",
            Ask.Fault(Ask.Retention() with { Value = Ask.Measure(Aggregation.Sum) }));
    }

    private static string? Bracketed(params ImmutableArray<int> brackets) =>
        Ask.Fault(Ask.Retention() with { ReturnBy = RetentionReturn.Bracket, Brackets = brackets });
}
