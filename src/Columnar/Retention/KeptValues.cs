using System.Numerics;
using Analytics.Columnar.Encoding;
using Analytics.Columnar.Segments;

namespace Analytics.Columnar.Retention;

/// <summary>
/// How much of the value of their period 0 a cohort's members keep in each later one: of each no more than there. One a
/// thread; exact, in units of the smallest digit that a number can have: sums of 1.7e20 are refused rather than wrong.
/// </summary>
internal sealed class KeptValues
{
    private readonly RetentionScope _scope;
    private readonly int _columns;
    private readonly Int128[] _kept;

    // Values by column of the members of one actor, one member after the other.
    private Int128[] _own;
    private int _first = -1;
    private int _members;

    public KeptValues(RetentionScope scope)
    {
        (_scope, _columns) = (scope, scope.Query.Columns);
        var cells = scope.Slots * scope.Cohorts * _columns;
        scope.Run.Reserve(cells * 16L);
        (_kept, _own) = (new Int128[cells], new Int128[_columns]);
    }

    /// <summary>Adds a value to a member's.</summary>
    /// <param name="members">All of the shard.</param>
    /// <param name="first">The first one of the actor.</param>
    /// <param name="member">Which.</param>
    /// <param name="column">Where the value belongs.</param>
    /// <param name="value">With <paramref name="scale"/> digits behind the point.</param>
    /// <param name="scale">Number of digits.</param>
    public void Add(ReadOnlySpan<Member> members, int first, int member, int column, long value, byte scale)
    {
        if (first != _first)
            End(members);
        (_first, _members) = (first, Math.Max(_members, member - first + 1));
        if (_members * _columns > _own.Length)
            Array.Resize(ref _own, Math.Max(_members * _columns, _own.Length * 2));
        if (value != SegmentFormat.NoNumber)
        {
            ref var own = ref _own[((member - first) * _columns) + column];
            own = checked(own + ((Int128)value * PowersOfTen.AsLong(DecimalText.MaxDigits - scale)));
        }
    }

    /// <summary>The actor whose values were added has no more.</summary>
    public void End(ReadOnlySpan<Member> members)
    {
        for (var i = 0; i < _members; i++)
        {
            ref readonly var member = ref members[_first + i];
            var own = _own.AsSpan(i * _columns, _columns);
            if (own[0] <= 0)
                continue;
            AddTo(member.Group, member.Cohort, own);
            if (_scope.Groups is { } groups)
                AddTo(groups.All, member.Cohort, own);
        }
        _own.AsSpan(0, _members * _columns).Clear();
        (_first, _members) = (-1, 0);
    }

    /// <summary>Adds another thread's.</summary>
    public void Merge(KeptValues other)
    {
        for (var cell = 0; cell < _kept.Length; cell++)
            _kept[cell] = checked(_kept[cell] + other._kept[cell]);
    }

    /// <summary>What is kept in a cell.</summary>
    public decimal Of(int cell) => ExactDecimal.Of((BigInteger)_kept[cell], DecimalText.MaxDigits);

    private void AddTo(int slot, int cohort, ReadOnlySpan<Int128> own)
    {
        var cells = _kept.AsSpan(((slot * _scope.Cohorts) + cohort) * _columns, _columns);
        for (var column = 0; column < cells.Length; column++)
            cells[column] = checked(cells[column] + Int128.Max(0, Int128.Min(own[column], own[0])));
    }
}
