using Analytics.GraphQL.Types.Annotations;

namespace Analytics.GraphQL.Tests.Shop;

[QueryType]
public static class ProductQueries
{
    [GraphQLIgnore]
    public static Product[] All { get; } =
    [
        new(1, "Notebook", new Money(2.50m, "EUR"), ProductCategory.PaperGoods, ["lined", "a5"], 4.5),
        new(2, "Bread", new Money(3m, "EUR"), ProductCategory.Food, [], null),
    ];

    /// <summary>A greeting.</summary>
    /// <param name="name">Who is greeted.</param>
    public static string GetHello(string name = "world") => $"Hello {name}";

    /// <summary>All products.</summary>
    public static IReadOnlyList<Product> GetProducts(ProductCategory? category) =>
        [.. All.Where(product => category is null || product.Category == category)];

    /// <summary>The product with the id; null when there is none.</summary>
    public static async Task<Product?> GetProductAsync([ID] int id, CancellationToken cancellationToken)
    {
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        return All.FirstOrDefault(product => product.Id == id);
    }
}
