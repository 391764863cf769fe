using System.Globalization;

namespace Analytics.Benchmarks.Engine;

/// <summary>Figures beside their budgets, printed as they come and once more at the end.</summary>
internal sealed class Verdicts
{
    private readonly List<string[]> _rows = [];

    /// <summary>Notes a figure that must not be smaller than its budget.</summary>
    public void AtLeast(string what, double figure, double budget) => Add(what, figure, "at least", budget, figure >= budget);

    /// <summary>Notes a figure that must not be larger than its budget.</summary>
    public void AtMost(string what, double figure, double budget) => Add(what, figure, "at most", budget, figure <= budget);

    /// <summary>Prints all budgets.</summary>
    public void Print()
    {
        Title("Budgets");
        Row("", "measured", "budget", "");
        Row("---", "---:", "---:", "---");
        foreach (var row in _rows)
            Row(row);
        Console.WriteLine();
    }

    /// <summary>Prints a heading.</summary>
    public static void Title(string text)
    {
        Console.WriteLine($"## {text}");
        Console.WriteLine();
    }

    /// <summary>Prints one row of a table.</summary>
    public static void Row(params string[] cells) => Console.WriteLine($"| {string.Join(" | ", cells)} |");

    /// <summary>The middle one.</summary>
    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }

    private void Add(string what, double figure, string relation, double budget, bool isMet) => _rows.Add(
    [
        what, figure.ToString("0.##", CultureInfo.InvariantCulture),
        string.Create(CultureInfo.InvariantCulture, $"{relation} {budget:0.##}"), isMet ? "met" : "MISSED",
    ]);
}
