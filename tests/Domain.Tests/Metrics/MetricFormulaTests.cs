using Analytics.Domain.Metrics;

namespace Analytics.Domain.Tests.Metrics;

public sealed class MetricFormulaTests
{
    private static decimal? Evaluate(string text) =>
        FormulaParser.Parse(text).Value.Evaluate(name => name switch { "a" => 6m, "b" => 4m, "zero" => 0m, _ => null });

    [Theory]
    [InlineData("a + b * 2", 14)]
    [InlineData("(a + b) * 2", 20)]
    [InlineData("a - b - 1", 1)]
    [InlineData("a / b", 1.5)]
    [InlineData("a/(b-1)/2", 1)]
    [InlineData(" 0.5 * a ", 3)]
    public void Signs_bind_as_in_school(string text, double expected) => Assert.Equal((decimal)expected, Evaluate(text));

    [Theory]
    [InlineData("a / zero")]
    [InlineData("a + unknown")]
    [InlineData("79228162514264337593543950335 * 2")]
    public void What_cannot_be_computed_is_null(string text) => Assert.Null(Evaluate(text));

    [Theory]
    [InlineData("", "The formula ends where a metric, a number or '(' is expected.")]
    [InlineData("a +", "The formula ends where a metric, a number or '(' is expected.")]
    [InlineData("a b", "Unexpected 'b' at character 3 of the formula.")]
    [InlineData("(a", "The formula ends where a metric, a number or '(' is expected.")]
    [InlineData("a % b", "Unexpected '%' at character 3 of the formula.")]
    [InlineData("1.2.3", "Unexpected '1' at character 1 of the formula.")]
    public void A_fault_is_named_with_its_place(string text, string expected)
    {
        var problem = FormulaParser.Parse(text).Problem;

        Assert.Equal(("FORMULA_SYNTAX", expected), (problem?.Code, problem?.Message));
    }

    [Fact]
    public void Deep_brackets_are_refused_and_do_not_end_the_process() =>
        Assert.Equal("FORMULA_SYNTAX", FormulaParser.Parse(new string('(', 1_999)).Problem?.Code);

    [Theory]
    [InlineData("a - (b - 1)")]
    [InlineData("(a + b) / (a - b) * 2")]
    public void A_formula_prints_as_it_was_written(string text) =>
        Assert.Equal(text, FormulaParser.Parse(text).Value.ToString());
}
