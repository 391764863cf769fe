namespace Analytics.GraphQL.Tests.Oracle.Generation;

/// <summary>Choices that are the same for the same seed.</summary>
internal sealed class Chance(int seed)
{
    private readonly Random _random = new(seed);

    /// <summary>True in so many of a hundred cases.</summary>
    public bool Of(int percent) => _random.Next(100) < percent;

    /// <summary>A number from 0 to one below the bound.</summary>
    public int Below(int bound) => _random.Next(bound);

    /// <summary>One of the items.</summary>
    public T Pick<T>(IReadOnlyList<T> items) => items[_random.Next(items.Count)];
}
