using System.Diagnostics;
using Analytics.GraphQL.Language;
using Analytics.GraphQL.Validation;

namespace Analytics.GraphQL.Tests.Validation;

/// <summary>Documents made to cost much: each is judged within a second, most within 20 ms, and time grows with size.</summary>
[Collection(Alone.Name)]
public sealed class HostileDocumentTests
{
    private static readonly ParserOptions Options = new() { MaxFields = 20_000 };

    [Fact]
    public void One_field_selected_nineteen_thousand_times_is_merged() =>
        Assert.Empty(Validate($"{{dog{{{Repeat(19_000, _ => "name ")}}}}}"));

    [Fact]
    public void Objects_selected_a_thousand_times_are_merged_into_one() =>
        Assert.Empty(Validate($"{{{Repeat(1000, _ => "dog{mother{name mother{barks}}}")}}}"));

    [Fact]
    public void Conflicts_stop_at_the_limit_of_errors() => Assert.Equal(
        "Too many validation errors, error limit reached. Validation aborted.",
        Validate($"{{dog{{{Repeat(2500, i => $"isAtLocation(x:{i})")}}}}}")[^1]);

    [Fact]
    public void A_chain_of_two_thousand_fragments_is_followed() => Assert.Empty(Validate(
        $"{{dog{{...F0}}}}{Repeat(2000, i => $"fragment F{i} on Dog{{...F{i + 1}}}")}fragment F2000 on Dog{{name}}"));

    [Fact]
    public void Fragments_that_double_at_each_step_are_looked_at_once() => Assert.Empty(Validate(
        "{dog{...F0}}" + Repeat(900, i => $"fragment F{i} on Dog{{mother{{...F{i + 1}}}father{{...F{i + 1}}}}}")
        + "fragment F900 on Dog{name}"));

    [Fact]
    public void Merged_sets_that_grow_exponentially_are_given_up() => Assert.Equal(
        "Too many fields would have to be compared for merging. Validation aborted.",
        Validate(SubsetsOfFragments(18)).Single());

    [Fact]
    public void Cycles_stop_at_the_limit_of_errors() => Assert.Equal(
        101,
        Validate($"{{dog{{...F0}}}}{Repeat(1200, i => $"fragment F{i} on Dog{{...F{(i + 1) % 1200} ...F0}}")}").Count);

    [Fact]
    public void Many_operations_over_many_fragments_are_given_up() => Assert.Equal(
        "Too many operations spread too many fragments. Validation aborted.",
        Validate(
            Repeat(1000, i => $"query Q{i}{{dog{{...F0}}}}")
            + Repeat(1000, i => $"fragment F{i} on Dog{{...F{i + 1}}}") + "fragment F1000 on Dog{name}").Single());

    [Fact]
    public void A_name_of_a_megabyte_has_no_likeness() =>
        Assert.DoesNotContain("Did you mean", Validate($"{{dog{{{new string('n', 1_000_000)}}}}}").Single());

    /// <summary>
    /// What is merged after a path is the set of its steps that went to the mother: all sets are different, and
    /// there are as many as paths. (The subset construction of "the n-th last step was to the mother".)
    /// </summary>
    private static string SubsetsOfFragments(int steps) =>
        "{dog{...S0}}"
        + Repeat(steps, i => $"fragment S{i} on Dog{{mother{{...S{i + 1} ...F0}}father{{...S{i + 1}}}}}")
        + Repeat(steps, i => $"fragment F{i} on Dog{{mother{{...F{i + 1}}}father{{...F{i + 1}}}}}")
        + $"fragment S{steps} on Dog{{name}} fragment F{steps} on Dog{{barks}}";

    private static string Repeat(int count, Func<int, string> part) =>
        string.Concat(Enumerable.Range(0, count).Select(part));

    /// <summary>Eight times the document may take thirty times as long; comparing all pairs would take 64 times.</summary>
    [Theory]
    [InlineData("dog{mother{name mother{barks}}}", "")]
    [InlineData("dog{...F#}", "fragment F# on Dog{mother{name ...on Canine{mother{name}}}}")]
    [InlineData("...F#", "fragment F# on QueryRoot{dog{x:name y:mother{...on Dog{name}}}pet{...on Dog{x:name}...on Cat{x:nickname}}}")]
    public void Merging_takes_time_in_line_with_the_document(string selection, string fragment)
    {
        var (small, large) = (TimeSpan.MaxValue, TimeSpan.MaxValue);
        // The best of some tries: a busy machine makes the others longer.
        for (var tries = 0; tries < 10 && (tries == 0 || large / 30 > small); tries++)
        {
            small = Shorter(small, TimeOf(250));
            large = Shorter(large, TimeOf(2000));
        }
        Assert.InRange(large / 30, TimeSpan.Zero, small);

        TimeSpan TimeOf(int count)
        {
            var text = $"{{{Numbered(selection)}}}{Numbered(fragment)}";
            var document = Utf8GraphQLParser.Parse(text, ParserOptions.Trusted);
            var start = Stopwatch.GetTimestamp();
            Assert.Empty(DocumentValidator.Validate(AnimalSchema.Instance, document));
            return Stopwatch.GetElapsedTime(start);

            string Numbered(string part) =>
                Repeat(count, i => part.Replace("#", $"{i}", StringComparison.Ordinal) + " ");
        }
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static List<string> Validate(string document)
    {
        IReadOnlyList<ValidationError> errors = [];
        var fastest = TimeSpan.MaxValue;
        for (var tries = 0; tries < 5 && fastest.TotalSeconds > 1; tries++)
        {
            var start = Stopwatch.GetTimestamp();
            errors = DocumentValidator.Validate(AnimalSchema.Instance, Utf8GraphQLParser.Parse(document, Options));
            fastest = Shorter(fastest, Stopwatch.GetElapsedTime(start));
        }
        Assert.InRange(fastest.TotalSeconds, 0, 1);
        return [.. errors.Select(error => error.Message)];
    }
}
