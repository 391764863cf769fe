using System.Text;
using Analytics.Domain.Webhooks;

namespace Analytics.Domain.Tests.Webhooks;

public sealed class WebhookSignatureTests
{
    private const string Id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private const string Signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    private static readonly byte[] _body = Encoding.UTF8.GetBytes("""{"test": 2432232314}""");
    private static readonly ReadOnlyMemory<byte> _key = WebhookSecret.Parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").Value.Key;

    // What npm standardwebhooks 1.0.0 signs.
    [Fact]
    public void A_message_is_signed_as_the_reference_library_does() =>
        Assert.Equal(Signature, WebhookSignature.Sign(_key.Span, Id, 1614265330, _body));

    [Theory]
    [InlineData(Signature, true)]
    [InlineData("v1,AAAA v1a,xyz " + Signature, true)]
    [InlineData("v1,h0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", false)]
    [InlineData("v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", false)]
    [InlineData("v1,", false)]
    [InlineData("v1,!!", false)]
    [InlineData("", false)]
    public void One_right_signature_among_those_sent_suffices(string header, bool isRight) =>
        Assert.Equal(isRight, WebhookSignature.Verify(_key.Span, Id, "1614265330", _body, header));

    [Fact]
    public void Another_id_time_or_body_has_another_signature()
    {
        Assert.False(WebhookSignature.Verify(_key.Span, Id + "x", "1614265330", _body, Signature));
        Assert.False(WebhookSignature.Verify(_key.Span, Id, "1614265331", _body, Signature));
        Assert.False(WebhookSignature.Verify(_key.Span, Id, "1614265330", _body.AsSpan(1), Signature));
    }

    [Theory]
    [InlineData("whsec_short")]
    [InlineData("whsec_!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!")]
    [InlineData("fifteen letters")]
    [InlineData("")]
    public void A_secret_that_is_too_short_or_no_base64_is_refused(string text) =>
        Assert.Equal("WEBHOOK_SECRET_INVALID", WebhookSecret.Parse(text).Problem!.Code);

    [Fact]
    public void A_new_secret_reads_back()
    {
        var secret = WebhookSecret.Create();

        Assert.Equal(32, secret.Key.Length);
        Assert.True(secret.Key.Span.SequenceEqual(WebhookSecret.Parse(secret.Text).Value.Key.Span));
    }

    [Fact]
    public void A_message_is_sent_ten_times_over_about_a_day_with_a_fifth_of_spread()
    {
        var id = Guid.Parse("0198a4e5-0000-7000-8000-000000000001");
        var waits = Enumerable.Range(1, 9).Select(attempt => WebhookRetries.After(id, attempt)!.Value).ToList();

        Assert.InRange(waits[0].TotalSeconds, 4, 6);
        Assert.InRange(waits[8].TotalHours, 9.6, 14.4);
        Assert.InRange(waits.Sum(wait => wait.TotalHours), 19, 30);
        Assert.Null(WebhookRetries.After(id, 10));
        Assert.NotEqual(waits[0], WebhookRetries.After(Guid.Parse("0198a4e5-0000-7000-8000-000000000002"), 1));
    }
}
