using System.Globalization;

namespace Analytics.Domain.Metrics;

/// <summary>
/// Arithmetic over metrics: names, decimal numbers, <c>+ - * / ( )</c> with the usual precedence. Division by zero
/// and overflow give null, and so does any part that is null.
/// </summary>
public abstract record MetricFormula
{
    private MetricFormula()
    {
    }

    /// <summary>The value with the metrics' values put in.</summary>
    public abstract decimal? Evaluate(Func<string, decimal?> valueOf);

    /// <summary>The metrics that it names, each once, in order of appearance.</summary>
    public IReadOnlyList<string> Metrics => [.. Names().Distinct(StringComparer.Ordinal)];

    private protected abstract IEnumerable<string> Names();

    /// <summary>Another metric.</summary>
    public sealed record Metric(string Name) : MetricFormula
    {
        /// <inheritdoc />
        public override decimal? Evaluate(Func<string, decimal?> valueOf) => valueOf(Name);

        private protected override IEnumerable<string> Names() => [Name];

        /// <inheritdoc />
        public override string ToString() => Name;
    }

    /// <summary>A fixed number.</summary>
    public sealed record Constant(decimal Value) : MetricFormula
    {
        /// <inheritdoc />
        public override decimal? Evaluate(Func<string, decimal?> valueOf) => Value;

        private protected override IEnumerable<string> Names() => [];

        /// <inheritdoc />
        public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Two parts joined by <c>+</c>, <c>-</c>, <c>*</c> or <c>/</c>.</summary>
    public sealed record Operation(char Operator, MetricFormula Left, MetricFormula Right) : MetricFormula
    {
        /// <inheritdoc />
        public override decimal? Evaluate(Func<string, decimal?> valueOf)
        {
            if (Left.Evaluate(valueOf) is not { } left || Right.Evaluate(valueOf) is not { } right)
                return null;
            try
            {
                return Operator switch
                {
                    '+' => left + right,
                    '-' => left - right,
                    '*' => left * right,
                    _ => right == 0 ? null : left / right,
                };
            }
            catch (OverflowException)
            {
                return null;
            }
        }

        private protected override IEnumerable<string> Names() => Left.Names().Concat(Right.Names());

        /// <inheritdoc />
        public override string ToString() => $"{Wrap(Left, false)} {Operator} {Wrap(Right, true)}";

        private string Wrap(MetricFormula part, bool isRight) =>
            part is Operation inner && (Rank(inner.Operator) < Rank(Operator)
                                        || isRight && Rank(inner.Operator) == Rank(Operator))
                ? $"({part})"
                : part.ToString()!;

        private static int Rank(char sign) => sign is '*' or '/' ? 1 : 0;
    }
}
