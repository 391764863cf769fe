using System.Collections.Immutable;
using Analytics.GraphQL.Language;
using Analytics.GraphQL.Types;

namespace Analytics.GraphQL.Execution.Cost;

/// <summary>How many values a field gives: 1, or the length of its list as its slicing arguments say.</summary>
internal sealed class ListLength
{
    /// <summary>A field that is no list, or of which nothing is known.</summary>
    public static ListLength One { get; } = new(1);

    private readonly ImmutableArray<Slice> _slices = [];
    private readonly double _otherwise;

    private ListLength(double size) => _otherwise = size;

    /// <summary>The length of the list of a field, or of a list in the object that it returns.</summary>
    /// <param name="size">What <c>@listSize</c> says about the field.</param>
    /// <param name="field">The field.</param>
    /// <param name="arguments">Its arguments in the document.</param>
    public ListLength(ListSize size, OutputField field, ImmutableArray<ArgumentNode> arguments)
    {
        _slices =
        [
            .. from path in size.SlicingArguments
               let names = path.Split('.')
               select new Slice(
                   arguments.FirstOrDefault(argument => argument.Name.Value == names[0])?.Value,
                   field.Arguments.Find(names[0])?.DefaultValue, names[1..]),
        ];
        _otherwise = size.SlicingDefault ?? size.AssumedSize ?? 1;
    }

    /// <summary>Whether every request gives as many.</summary>
    public bool IsConstant => _slices.All(slice => slice.Value is null || !slice.Value.HasVariable());

    /// <summary>How many of the slicing arguments the document gives, a variable and a default counting as given.</summary>
    public int Given => _slices.Count(slice => CostInput.IsGiven(slice.Value ?? slice.Default));

    /// <summary>The number of values: that of the largest slicing argument that has one.</summary>
    public double Evaluate(CostInput input)
    {
        double? most = null;
        foreach (var slice in _slices)
            if (slice.Number(input) is { } number)
                most = Math.Max(most ?? 0, number);
        return most ?? _otherwise;
    }

    private sealed record Slice(IValueNode? Value, IValueNode? Default, string[] Path)
    {
        // A variable without a value leaves the argument to its default.
        public double? Number(CostInput input)
        {
            var value = (Value is null ? null : input.Resolve(Value)) ?? Default;
            return CostInput.Number(Path.Aggregate(value, input.Field));
        }
    }
}
