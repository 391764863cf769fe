using Analytics.Domain.Statistics;

namespace Analytics.Domain.Tests.Statistics;

/// <summary>The paper's own example, and what holds of all.</summary>
public sealed class BenjaminiHochbergTests
{
    // Y. Benjamini, Y. Hochberg (1995), section 3.2: fifteen comparisons of a study of myocardial infarction.
    private static readonly double?[] _paper =
    [
        0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1,
    ];

    [Fact]
    public void Four_of_the_fifteen_hold_at_five_percent()
    {
        var q = BenjaminiHochberg.QValues(_paper);

        Assert.Equal(4, q.Count(one => one <= 0.05));
        Assert.Equal((0.0015, 0.003, 0.0095, 0.035625), (q[0]!.Value, q[1]!.Value, Math.Round(q[2]!.Value, 6), Math.Round(q[3]!.Value, 6)));
    }

    [Fact]
    public void Order_of_the_tests_does_not_matter_and_those_not_made_do_not_count()
    {
        var q = BenjaminiHochberg.QValues([null, .. _paper.Reverse(), null]);

        Assert.Equal([null, .. BenjaminiHochberg.QValues(_paper).Reverse(), null], q);
        Assert.Empty(BenjaminiHochberg.QValues([]));
    }

    [Fact]
    public void No_smaller_p_has_a_larger_q() =>
        Assert.Equal([0.04, 0.04, 0.04], BenjaminiHochberg.QValues([0.04, 0.03, 0.039]).Select(q => Math.Round(q!.Value, 12)));
}
