using Analytics.Infrastructure.Collection;

namespace Analytics.Infrastructure.Tests.Collection;

public sealed class EventKeyTests
{
    [Fact]
    public void A_canonical_uuid_is_its_own_key() =>
        Assert.Equal("00112233445566778899aabbccddeeff", Key("00112233-4455-6677-8899-aabbccddeeff"));

    // SHA-256("abc") begins ba7816bf 8f01cfea 414140de 5dae2223 (FIPS 180-2, B.1); version and variant take six bits.
    [Fact]
    public void Another_text_has_the_start_of_its_hash_as_a_uuid_of_version_8() =>
        Assert.Equal("ba7816bf8f018fea814140de5dae2223", Key("abc"));

    [Theory]
    [InlineData("00112233-4455-6677-8899-AABBCCDDEEFF")]
    [InlineData("{00112233-4455-6677-8899-aabbccddeeff}")]
    [InlineData("00112233445566778899aabbccddeeff")]
    [InlineData("00112233-4455-6677-8899-aabbccddeeff ")]
    [InlineData("0011223-34455-6677-8899-aabbccddeeff")]
    public void A_uuid_in_another_form_is_another_id(string id) =>
        Assert.NotEqual("00112233445566778899aabbccddeeff", Key(id));

    [Fact]
    public void The_key_of_a_long_id_depends_on_its_end()
    {
        var start = new string('名', 1000);
        Assert.NotEqual(Key(start + "a"), Key(start + "b"));
    }

    private static string Key(string id)
    {
        Span<byte> key = stackalloc byte[EventKey.Length];
        EventKey.Write(id, key);
        return Convert.ToHexStringLower(key);
    }
}
