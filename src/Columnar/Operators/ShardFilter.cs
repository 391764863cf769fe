using Analytics.Columnar.Collection;
using Analytics.Columnar.Encoding;
using Analytics.Columnar.Kernels;
using Analytics.Columnar.Segments;
using Analytics.Columnar.Shards;
using Analytics.Domain.Querying;

namespace Analytics.Columnar.Operators;

/// <summary>A condition on the rows of any shard of one snapshot. Holds no state: threads share it.</summary>
internal abstract class ShardFilter
{
    /// <summary>Adds the columns that it reads.</summary>
    public abstract void AddColumns(ShardColumns columns);

    /// <summary>Clears the bits of the rows for which the condition is false; it looks at no other rows.</summary>
    /// <param name="rows">With the columns that <see cref="AddColumns"/> asked for.</param>
    /// <param name="bits">One word for each 64 rows.</param>
    public abstract void Keep(ShardRows rows, Span<ulong> bits);

    /// <summary>Binds a condition to a snapshot.</summary>
    /// <param name="filter">Null for none.</param>
    /// <param name="snapshot">What is read.</param>
    /// <returns>Null for null.</returns>
    public static ShardFilter? Compile(EventFilter? filter, Snapshot snapshot) => filter switch
    {
        null => null,
        EventFilter.And and => new AllOf([.. and.Parts.Select(part => Compile(part, snapshot)!)]),
        EventFilter.Or or => new AnyOf([.. or.Parts.Select(part => Compile(part, snapshot)!)]),
        EventFilter.Not not => new NotThis(Compile(not.Part, snapshot)!),
        EventFilter.HasActor => new OfSomebody(),
        EventFilter.Exists exists => Property(exists.Property, PropertyMatch.Anything, snapshot),
        EventFilter.Compare compare => Property(
            compare.Property, PropertyMatch.Compare(compare.Operator, compare.Value), snapshot),
        EventFilter.In within => Property(within.Property, PropertyMatch.AnyOf(within.Values), snapshot),
        _ => throw new NotSupportedException($"The condition {filter.GetType().Name} is not known."),
    };

    private static ShardFilter Property(PropertyRef named, PropertyMatch match, Snapshot snapshot) => named.Scope switch
    {
        PropertyScope.EventName => new NameFilter(NameCodes(snapshot.Names, match)),
        _ => Property(snapshot.Property(named.Name), named.Scope, match, snapshot),
    };

    private static ShardFilter Property(uint property, PropertyScope scope, PropertyMatch match, Snapshot snapshot)
    {
        var texts = property == 0 ? new CodeSet([0]) : TextCodes(snapshot.Dictionary(property), match);
        return scope is PropertyScope.Event
            ? new EventPropertyFilter(property, texts, match)
            : new ActorPropertyFilter(
                snapshot.ActorProperty(property), texts, match, scope is PropertyScope.ActorAtEvent);
    }

    // Once for each distinct value, not once for each row.
    private static CodeSet TextCodes(DictionaryView texts, PropertyMatch match)
    {
        var table = new byte[texts.Count + 1];
        if (match.MatchesText)
            for (uint code = 1; code < table.Length; code++)
                table[code] = match.Text(texts[code]) ? (byte)1 : (byte)0;
        return new CodeSet(table);
    }

    private static CodeSet NameCodes(EventNames names, PropertyMatch match)
    {
        var table = new byte[names.Count + 1];
        if (match.MatchesText)
            for (uint code = 1; code < table.Length; code++)
                table[code] = match.Text(names[code]) ? (byte)1 : (byte)0;
        return new CodeSet(table);
    }

    private sealed class AllOf(ShardFilter[] parts) : ShardFilter
    {
        public override void AddColumns(ShardColumns columns) => Array.ForEach(parts, part => part.AddColumns(columns));

        public override void Keep(ShardRows rows, Span<ulong> bits)
        {
            foreach (var part in parts)
                part.Keep(rows, bits);
        }
    }

    private sealed class AnyOf(ShardFilter[] parts) : ShardFilter
    {
        public override void AddColumns(ShardColumns columns) => Array.ForEach(parts, part => part.AddColumns(columns));

        public override void Keep(ShardRows rows, Span<ulong> bits)
        {
            using var kept = new NativeBuffer<ulong>();
            using var rest = new NativeBuffer<ulong>();
            kept.Reset(bits.Length);
            foreach (var part in parts)
            {
                // Only rows that no part before has taken are left to look at.
                rest.Clear();
                rest.Append(bits);
                RowBitsKernel.AndNot(kept.Span, rest.Span);
                part.Keep(rows, rest.Span);
                RowBitsKernel.Or(rest.Span, kept.Span);
            }
            kept.Span.CopyTo(bits);
        }
    }

    private sealed class NotThis(ShardFilter part) : ShardFilter
    {
        public override void AddColumns(ShardColumns columns) => part.AddColumns(columns);

        public override void Keep(ShardRows rows, Span<ulong> bits)
        {
            using var kept = new NativeBuffer<ulong>();
            kept.Append(bits);
            part.Keep(rows, kept.Span);
            RowBitsKernel.AndNot(kept.Span, bits);
        }
    }

    private sealed class OfSomebody : ShardFilter
    {
        public override void AddColumns(ShardColumns columns)
        {
            // Names and actors are always there.
        }

        public override void Keep(ShardRows rows, Span<ulong> bits)
        {
            if (rows.IsNobody)
                bits.Clear();
        }
    }

    private sealed unsafe class NameFilter(CodeSet names) : ShardFilter
    {
        public override void AddColumns(ShardColumns columns)
        {
            // Names and actors are always there.
        }

        public override void Keep(ShardRows rows, Span<ulong> bits)
        {
            using var named = new NativeBuffer<ulong>();
            CodeBits.Match(rows.Names.Bytes, rows.Names.Width, rows.Rows, names, named.Append(bits.Length));
            RowBitsKernel.And(named.Span, bits);
        }
    }
}
