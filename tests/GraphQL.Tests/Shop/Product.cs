using System.Collections.Immutable;

namespace Analytics.GraphQL.Tests.Shop;

/// <summary>Something that can be <see cref="Money">bought</see>.</summary>
/// <param name="Id">Stable number.</param>
/// <param name="Name">What customers see; never null.</param>
/// <param name="Price">In the shop's currency.</param>
/// <param name="Category">Where it is listed.</param>
/// <param name="Tags">Free words, in <c>any</c> order.</param>
/// <param name="Rating">Mean of 1 to 5 stars; null without ratings.</param>
public sealed record Product(
    int Id, string Name, Money Price, ProductCategory Category, ImmutableArray<string> Tags, double? Rating);

/// <summary>An amount.</summary>
/// <param name="Amount">Exact.</param>
/// <param name="Currency">ISO 4217.</param>
public readonly record struct Money(decimal Amount, string Currency);

/// <summary>Where products are listed.</summary>
public enum ProductCategory
{
    /// <summary>Things to read.</summary>
    PaperGoods,

    /// <summary>Things to eat.</summary>
    Food,
}
