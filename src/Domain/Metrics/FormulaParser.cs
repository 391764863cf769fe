using System.Globalization;

namespace Analytics.Domain.Metrics;

/// <summary>Reads a formula's text by recursive descent: sum of products of names, numbers and brackets.</summary>
public static class FormulaParser
{
    /// <summary>Deepest nesting of brackets.</summary>
    public const int MaxDepth = 50;

    /// <summary>Longest text, in characters.</summary>
    public const int MaxLength = 2_000;

    /// <summary>The formula of a text such as <c>(revenue - refunds) / orders</c>.</summary>
    /// <returns>The formula, or <c>FORMULA_SYNTAX</c> with the place of the fault.</returns>
    public static Result<MetricFormula> Parse(string text)
    {
        if (text.Length > MaxLength)
            return Problem.Invalid("FORMULA_TOO_LONG", $"A formula has at most {MaxLength} characters.");
        var reader = new Reader(text);
        var formula = reader.Sum(0);
        if (reader.Fault is { } fault)
            return fault;
        return reader.AtEnd ? formula! : reader.Unexpected();
    }

    private sealed class Reader(string text)
    {
        private int _at;

        public Problem? Fault { get; private set; }

        public bool AtEnd
        {
            get
            {
                SkipBlanks();
                return _at == text.Length;
            }
        }

        public MetricFormula? Sum(int depth) => Chain('+', '-', () => Product(depth));

        private MetricFormula? Product(int depth) => Chain('*', '/', () => Atom(depth));

        private MetricFormula? Chain(char one, char other, Func<MetricFormula?> part)
        {
            var left = part();
            while (Fault is null && !AtEnd && (text[_at] == one || text[_at] == other))
            {
                var sign = text[_at++];
                var right = part();
                if (Fault is null)
                    left = new MetricFormula.Operation(sign, left!, right!);
            }

            return left;
        }

        private MetricFormula? Atom(int depth)
        {
            if (AtEnd || depth > MaxDepth)
                return Fail();
            if (text[_at] == '(')
            {
                _at++;
                var inner = Sum(depth + 1);
                if (Fault is not null)
                    return null;
                if (AtEnd || text[_at] != ')')
                    return Fail();
                _at++;
                return inner;
            }

            var start = _at;
            while (_at < text.Length && (char.IsAsciiLetterOrDigit(text[_at]) || text[_at] is '_' or '.'))
                _at++;
            var word = text[start.._at];
            if (word.Length > 0 && char.IsAsciiLetter(word[0]))
                return new MetricFormula.Metric(word);
            if (decimal.TryParse(word, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
                return new MetricFormula.Constant(number);
            _at = start;
            return Fail();
        }

        public Problem Unexpected() => Problem.Invalid(
            "FORMULA_SYNTAX",
            AtEnd
                ? "The formula ends where a metric, a number or '(' is expected."
                : $"Unexpected '{text[_at]}' at character {_at + 1} of the formula.");

        private MetricFormula? Fail()
        {
            Fault ??= Unexpected();
            return null;
        }

        private void SkipBlanks()
        {
            while (_at < text.Length && char.IsWhiteSpace(text[_at]))
                _at++;
        }
    }
}
