using Analytics.GraphQL.Types.Cost;

namespace Analytics.GraphQL.Types.Annotations;

/// <summary>How long the list of a field gets, for cost analysis (<c>@listSize</c>). It does not cut the list.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property)]
public sealed class ListSizeAttribute : DirectiveAttribute
{
    private int? _assumedSize, _slicingArgumentDefaultValue;

    /// <summary>Items when no slicing argument tells; the most that the resolver gives.</summary>
    public int AssumedSize
    {
        get => _assumedSize ?? 0;
        set => _assumedSize = value;
    }

    /// <summary>Arguments that hold the number of items, such as <c>first</c> or <c>filter.max</c>; the largest counts.</summary>
    public string[]? SlicingArguments { get; set; }

    /// <summary>Items when none of the slicing arguments is given.</summary>
    public int SlicingArgumentDefaultValue
    {
        get => _slicingArgumentDefaultValue ?? 0;
        set => _slicingArgumentDefaultValue = value;
    }

    /// <summary>Fields of the returned object that have the size, such as <c>edges</c>; null when the field itself has it.</summary>
    public string[]? SizedFields { get; set; }

    /// <summary>Whether a request must give exactly one of the slicing arguments.</summary>
    public bool RequireOneSlicingArgument { get; set; } = true;

    /// <inheritdoc/>
    public override object CreateDirective() => new ListSizeDirective(
        _assumedSize, SlicingArguments, _slicingArgumentDefaultValue, SizedFields, RequireOneSlicingArgument);
}
