using System.Collections.Immutable;
using Analytics.GraphQL.Types.Annotations;

namespace Analytics.GraphQL.Tests.Oracle.CodeFirst;

/// <summary>Getters of every kind that the engine compiles: typed, boxed, nullable, waiting, failing.</summary>
[QueryType]
public static class YardQueries
{
    [GraphQLIgnore]
    public static Yard Yard { get; } = Yards.Create();

    public static Yard GetYard() => Yard;

    public static async Task<Yard?> GetLaterAsync()
    {
        await Task.Yield();
        return Yard;
    }

    public static IReadOnlyList<IAsset?> GetAssets() => Yard.Assets;

    public static Measures GetMeasures() => Yard.Measures;

    public static int? GetNothing() => null;
}

public sealed record Yard(
    string Name, Measures Measures, Spot Middle, Spot? Gate, IReadOnlyList<IAsset?> Assets, List<ILoad> Loads, Yard? Next)
{
    public ImmutableArray<Spot> Corners => [new(1.5, null), new(-0.25, 1e21), Middle];

    public Spot?[] Marks => [null, Middle];

    public IEnumerable<IEnumerable<Spot>?> Rows => [[Middle], null, []];

    public string Missing => Gate is null ? Name : null!;

    public string? Broken => throw new InvalidOperationException(Name);

    public ValueTask<IAsset?> GetFirstAsync() => new(Assets[0]);
}

/// <summary>One of each leaf.</summary>
public sealed record Measures(
    int Whole, int? MaybeWhole, long Big, double Fraction, float Narrow, decimal Exact, decimal? MaybeExact, bool Flag, bool? MaybeFlag,
    string Text, string? MaybeText, Guid Code, DateTimeOffset At, DateTimeOffset? MaybeAt, DateOnly Day, TimeSpan Span, Uri Link,
    Grade Grade, Grade? MaybeGrade, short Little, byte Byte)
{
    public List<int> Wholes => [Whole, -1, 0];

    public int?[]? MaybeWholes => MaybeWhole is null ? null : [MaybeWhole, null];

    public IReadOnlyList<double?> Fractions => [Fraction, null, 5e-324];

    public ImmutableArray<Grade> Grades => [Grade, Grade.VeryHigh];

    public HashSet<string> Texts => [Text, "\u0001\"\\ é😀"];

    public List<List<DateOnly>> Days => [[Day], []];

    public double NotANumber => Fraction * double.NaN;

    public IEnumerable<int> Failing => Enumerable.Range(0, 3).Select(number => Whole / (1 - number));

    public Grade Unknown => Grade + 99;

    [ID]
    public int Number => Whole;

    public async Task<int> GetSlowAsync()
    {
        await Task.Yield();
        return Whole * 2;
    }

    public ValueTask<string?> GetQuickAsync() => new(MaybeText);

    public async Task<decimal?> GetFailingLaterAsync()
    {
        await Task.Yield();
        throw new InvalidOperationException(Text);
    }
}

public enum Grade
{
    Low,
    VeryHigh,
}

/// <summary>A value type.</summary>
public readonly record struct Spot(double X, double? Y)
{
    public double? Sum => X + Y;

    public Spot[] Mirrored => Y is null ? [] : [new(-X, null)];
}

[InterfaceType]
public interface IAsset
{
    [ID]
    string Id { get; }

    string? Label { get; }

    Spot Place { get; }
}

[UnionType]
public interface ILoad;

public sealed record Truck(string Id, string? Label, Spot Place, ILoad? Load, int Wheels) : IAsset
{
    [ID]
    public string Id { get; } = Id;

    public Task<ILoad?> GetLoadLaterAsync() => Task.FromResult(Load);
}

public sealed record Shed(string Id, string? Label, Spot Place, Grade? Grade) : IAsset, ILoad
{
    [ID]
    public string Id { get; } = Id;
}

public sealed record Sand(decimal Tons, IAsset? From) : ILoad;
