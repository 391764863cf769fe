using Analytics.Columnar.Querying;

namespace Analytics.Columnar.Tests.Querying;

public sealed class ThreadTurnsTests
{
    private static readonly CancellationToken _always = CancellationToken.None;

    [Fact]
    public async Task Question_s_first_thread_goes_before_any_further_ones()
    {
        var turns = new ThreadTurns(1);
        await turns.EnterAsync(first: true, _always);
        var further = turns.EnterAsync(first: false, _always).AsTask();
        var first = turns.EnterAsync(first: true, _always).AsTask();
        Assert.True(turns.IsContended);

        turns.Leave();
        await first;

        Assert.False(further.IsCompleted);
        turns.Leave();
        await further;
        Assert.False(turns.IsContended);
    }

    [Fact]
    public async Task Who_gave_up_waiting_takes_no_turn_away()
    {
        var turns = new ThreadTurns(1);
        await turns.EnterAsync(first: true, _always);
        using var impatient = new CancellationTokenSource();
        var gone = turns.EnterAsync(first: true, impatient.Token).AsTask();
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone);

        turns.Leave();

        var next = turns.EnterAsync(first: true, _always);
        Assert.True(next.IsCompletedSuccessfully);
    }
}
