using System.Text;
using Analytics.Api.Access.Tokens;

namespace Analytics.Api.Tests.Access.Tokens;

/// <summary>Known answers of RFC 7515 appendix A and RFC 7520 section 4.</summary>
public sealed class SigningVectorTests
{
    private const string Claims =
        "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";

    private const string Frodo =
        "SXTigJlzIGEgZGFuZ2Vyb3VzIGJ1c2luZXNzLCBGcm9kbywgZ29pbmcgb3V0IHlvdXIgZG9vci4gWW91IHN0ZXAgb250byB0aGUgcm9h"
        + "ZCwgYW5kIGlmIHlvdSBkb24ndCBrZWVwIHlvdXIgZmVldCwgdGhlcmXigJlzIG5vIGtub3dpbmcgd2hlcmUgeW91IG1pZ2h0IGJlIHN3"
        + "ZXB0IG9mZiB0by4";

    // RFC 7515 A.2
    private const string JoesRsa =
        """
        {"kty":"RSA","e":"AQAB","n":"ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ"}
        """;

    // RFC 7515 A.3
    private const string JoesEc =
        """
        {"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}
        """;

    // RFC 7515 A.4
    private const string PayloadEc =
        """
        {"kty":"EC","crv":"P-521","x":"AekpBQ8ST8a8VcfVOTNl353vSrDCLLJXmPk06wTjxrrjcBpXp5EOnYG_NjFZ6OvLFV1jSfS9tsz4qUxcWceqwQGk","y":"ADSmRA43Z1DSNx_RvcLI87cdL07l6jQyyBXMoxVg_l2Th-x3S1WDhjDly79ajL4Kkd0AZMaZmh9ubmf63e3kyMj2"}
        """;

    // RFC 7520 section 3.4 (figure 18), the public half
    private const string BilbosRsa =
        """
        {"kty":"RSA","kid":"bilbo.baggins@hobbiton.example","use":"sig","e":"AQAB","n":"n4EPtAOCc9AlkeQHPzHStgAbgs7bTZLwUBZdR8_KuKPEHLd4rHVTeT-O-XV2jRojdNhxJWTDvNd7nqQ0VEiZQHz_AJmSCpMaJMRBSFKrKb2wqVwGU_NsYOYL-QtiWN2lbzcEe6XC0dApr5ydQLrHqkHHig3RBordaZ6Aj-oBHqFEHYpPe7Tpe-OfVfHd1E6cS6M1FZcD1NNLYD5lFHpPI9bTwJlsde3uhGqC0ZCuEHg8lhzwOHrtIQbS0FVbb9k3-tVTU4fg_3L_vniUFAKwuCLqKnS2BYwdq_mzSnbLY7h_qixoR7jig3__kRhuaxwUkRz5iaiQkqgc5gHdrNP5zw"}
        """;

    // RFC 7520 section 3.1 (figure 2), the public half
    private const string BilbosEc =
        """
        {"kty":"EC","kid":"bilbo.baggins@hobbiton.example","use":"sig","crv":"P-521","x":"AHKZLLOsCOzz5cY97ewNUajB957y-C-U88c3v13nmGZx6sYl_oJXu9A5RkTKqjqvjyekWF-7ytDyRXYgCF5cj0Kt","y":"AdymlHvOiLxXkEhayXQnNCvDX4h9htZaCJN34kfmC6pV5OhQHiraVySsUdaQkAgDPrwQrJmbnX9cwlGfP-HqHZR1"}
        """;

    public static TheoryData<string, string, string, string> Vectors => new()
    {
        {
            "RS256", JoesRsa, "eyJhbGciOiJSUzI1NiJ9." + Claims,
            "cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdb"
            + "F9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383"
            + "LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWy"
            + "wlVmtVrBp0igcN_IoypGlUPQGe77Rw"
        },
        {
            "ES256", JoesEc, "eyJhbGciOiJFUzI1NiJ9." + Claims,
            "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q"
        },
        {
            "ES512", PayloadEc, "eyJhbGciOiJFUzUxMiJ9.UGF5bG9hZA",
            "AdwMgeerwtHoh-l192l60hp9wAHZFVJbLfD_UxMi70cwnZOYaRI1bKPWROc-mZZqwqT2SI-KGDKB34XO0aw_7XdtAG8GaSwFKdCAPZgo"
            + "XD2YBJZCPEX3xKpRwcdOO8KpEHwJjyqOgzDO7iKvU8vcnwNrmxYbSW9ERBXukOXolLzeO_Jn"
        },
        {
            "RS256", BilbosRsa, "eyJhbGciOiJSUzI1NiIsImtpZCI6ImJpbGJvLmJhZ2dpbnNAaG9iYml0b24uZXhhbXBsZSJ9." + Frodo,
            "MRjdkly7_-oTPTS3AXP41iQIGKa80A0ZmTuV5MEaHoxnW2e5CZ5NlKtainoFmKZopdHM1O2U4mwzJdQx996ivp83xuglII7PNDi84wnB"
            + "-BDkoBwA78185hX-Es4JIwmDLJK3lfWRa-XtL0RnltuYv746iYTh_qHRD68BNt1uSNCrUCTJDt5aAE6x8wW1Kt9eRo4QPocSadnHXFxn"
            + "t8Is9UzpERV0ePPQdLuW3IS_de3xyIrDaLGdjluPxUAhb6L2aXic1U12podGU0KLUQSE_oI-ZnmKJ3F4uOZDnd6QZWJushZ41Axf_fcI"
            + "e8u9ipH84ogoree7vjbU5y18kDquDg"
        },
        {
            "PS384", BilbosRsa, "eyJhbGciOiJQUzM4NCIsImtpZCI6ImJpbGJvLmJhZ2dpbnNAaG9iYml0b24uZXhhbXBsZSJ9." + Frodo,
            "cu22eBqkYDKgIlTpzDXGvaFfz6WGoz7fUDcfT0kkOy42miAh2qyBzk1xEsnk2IpN6-tPid6VrklHkqsGqDqHCdP6O8TTB5dDDItllVo6"
            + "_1OLPpcbUrhiUSMxbbXUvdvWXzg-UD8biiReQFlfz28zGWVsdiNAUf8ZnyPEgVFn442ZdNqiVJRmBqrYRXe8P_ijQ7p8Vdz0TTrxUeT3"
            + "lm8d9shnr2lfJT8ImUjvAA2Xez2Mlp8cBE5awDzT0qI0n6uiP1aCN_2_jLAeQTlqRHtfa64QQSUmFAAjVKPbByi7xho0uTOcbH510a6G"
            + "YmJUAfmWjwZ6oD4ifKo8DYM-X72Eaw"
        },
        {
            "ES512", BilbosEc, "eyJhbGciOiJFUzUxMiIsImtpZCI6ImJpbGJvLmJhZ2dpbnNAaG9iYml0b24uZXhhbXBsZSJ9." + Frodo,
            "AE_R_YZCChjn4791jSQCrdPZCNYqHXCTZH0-JZGYNlaAjP2kqaluUIIUnC9qvbu9Plon7KRTzoNEuT4Va2cmL1eJAQy3mtPBu_u_sDDy"
            + "YjnAMDxXPn7XrT0lw-kvAD890jl8e2puQens_IEKBpHABlsbEPX6sFY8OcGDqoRuBomu9xQ2"
        },
    };

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Published_signature_is_verified(string algorithm, string jwk, string input, string signature) =>
        Assert.True(Verify(algorithm, jwk, Encoding.ASCII.GetBytes(input), Bytes(signature)));

    [Theory]
    [MemberData(nameof(Vectors))]
    public void One_flipped_bit_of_what_was_signed_is_noticed(
        string algorithm, string jwk, string input, string signature)
    {
        var tampered = Encoding.ASCII.GetBytes(input);
        tampered[^1] ^= 1;
        Assert.False(Verify(algorithm, jwk, tampered, Bytes(signature)));
    }

    [Theory]
    [MemberData(nameof(Vectors))]
    public void One_flipped_bit_of_the_signature_is_noticed(
        string algorithm, string jwk, string input, string signature)
    {
        var tampered = Bytes(signature);
        tampered[^1] ^= 1;
        Assert.False(Verify(algorithm, jwk, Encoding.ASCII.GetBytes(input), tampered));
    }

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Signature_of_another_length_is_refused(string algorithm, string jwk, string input, string signature)
    {
        var bytes = Bytes(signature);
        Assert.False(Verify(algorithm, jwk, Encoding.ASCII.GetBytes(input), [.. bytes, 0]));
        Assert.False(Verify(algorithm, jwk, Encoding.ASCII.GetBytes(input), bytes[..^1]));
        Assert.False(Verify(algorithm, jwk, Encoding.ASCII.GetBytes(input), []));
    }

    [Fact]
    public void All_zero_elliptic_signature_is_refused() =>
        Assert.False(Verify("ES256", JoesEc, Encoding.ASCII.GetBytes("eyJhbGciOiJFUzI1NiJ9." + Claims), new byte[64]));

    private static bool Verify(string algorithm, string jwk, byte[] input, byte[] signature)
    {
        var key = SigningKey.FromJwk(StrictJson.ParseObject(Encoding.UTF8.GetBytes(jwk))!.Value);
        return key!.Verifies(SigningAlgorithm.Find(algorithm)!, input, signature);
    }

    private static byte[] Bytes(string base64Url) => StrictBase64Url.Decode(base64Url)!;
}
