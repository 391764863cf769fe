using System.Globalization;

namespace Analytics.Benchmarks.Behaviour;

/// <summary>What <c>./bench columnar</c> is asked for.</summary>
/// <param name="Rows">Events of the generated tenant.</param>
/// <param name="Questions">Names of the questions; empty for all.</param>
/// <param name="OursOnly">Leaves the peers out.</param>
/// <param name="KeepStore">Opens the store of the run before, if it is whole, and does not build it again.</param>
/// <param name="Growth">Measures at 1, 10 and 50 million events, too.</param>
/// <param name="Load">Measures a dashboard, a heavy neighbour and events that come in meanwhile, and nothing else.</param>
/// <param name="Cold">Opens the store and says how long that took, as <see cref="ColdStart"/> asks it to.</param>
internal sealed record BehaviourOptions(
    int Rows, IReadOnlyList<string> Questions, bool OursOnly, bool KeepStore, bool Growth, bool Load, bool Cold)
{
    public const string Usage = "columnar [--rows N] [--questions Q1,Q4] [--ours] [--keep] [--growth] [--load]";

    /// <summary>Takes its arguments out of the command line.</summary>
    /// <exception cref="FormatException">A number is none.</exception>
    public static BehaviourOptions Take(List<string> arguments) => new(
        int.Parse(Value(arguments, "--rows") ?? "10000000", NumberStyles.None, CultureInfo.InvariantCulture),
        Value(arguments, "--questions")?.Split(',') ?? [],
        arguments.Remove("--ours"),
        arguments.Remove("--keep"),
        arguments.Remove("--growth"),
        arguments.Remove("--load"),
        arguments.Remove(ColdStart.Argument));

    private static string? Value(List<string> arguments, string name)
    {
        var index = arguments.IndexOf(name);
        if (index < 0 || index + 1 == arguments.Count)
            return null;
        var value = arguments[index + 1];
        arguments.RemoveRange(index, 2);
        return value;
    }
}
