using Analytics.Domain.Snapshots;

namespace Analytics.Domain.Tests.Snapshots;

public sealed class ActorBitmapTests
{
    [Fact]
    public void Set_holds_exactly_its_codes_however_many_and_has_one_form()
    {
        foreach (var (seed, most, count) in new[]
                 {
                     (1, 10, 5), (2, 1 << 16, 4_096), (3, 1 << 16, 200_000), (4, int.MaxValue, 3_000), (5, 1 << 20, 50_000), (6, 9, 0),
                 })
        {
            var random = new Random(seed);
            var codes = Enumerable.Range(0, count).Select(_ => random.Next(most)).ToList();

            var bytes = ActorBitmap.Encode(codes);

            Assert.Equal(codes.Distinct().Order(), ActorBitmap.Codes(bytes));
            Assert.Equal(bytes, ActorBitmap.Encode(codes.Distinct().OrderDescending()));
        }
    }

    [Fact]
    public void Full_container_takes_a_bit_a_code_and_a_lonely_code_six_bytes()
    {
        Assert.Equal(1 + 4 + 8_192, ActorBitmap.Encode(Enumerable.Range(0, 1 << 16)).Length);
        Assert.Equal(1 + 4 + 8_192, ActorBitmap.Encode(Enumerable.Range(0, 4_097)).Length);
        Assert.Equal(1 + 4 + (2 * 4_095), ActorBitmap.Encode(Enumerable.Range(0, 4_095)).Length);
        Assert.Equal(1 + 6 + 6, ActorBitmap.Encode([int.MaxValue, 0]).Length);
        Assert.Single(ActorBitmap.Encode([]));
        Assert.Equal([0, 65_535, 65_536, int.MaxValue], ActorBitmap.Codes(ActorBitmap.Encode([65_536, int.MaxValue, 0, 65_535])));
    }

    [Theory]
    [InlineData("")]
    [InlineData("00")]               // another version
    [InlineData("0100")]             // no header
    [InlineData("0100000000")]       // no member
    [InlineData("01000001000100")]   // one of two members
    public void Bytes_that_are_no_set_are_refused(string hex) =>
        Assert.Throws<InvalidDataException>(() => ActorBitmap.Codes(Convert.FromHexString(hex)).Count());

    [Fact]
    public void Negative_code_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ActorBitmap.Encode([1, -1]));
}
