namespace Analytics.GraphQL.Types;

/// <summary>A short text that is written often: padded, so that it can be moved at once whatever its length.</summary>
internal sealed class PaddedText
{
    /// <summary>What is moved at once.</summary>
    public const int MovedBytes = 32;

    public PaddedText(ReadOnlySpan<byte> text)
    {
        Length = text.Length;
        Bytes = new byte[Math.Max(text.Length, MovedBytes)];
        text.CopyTo(Bytes);
    }

    /// <summary>The text, and zeros behind it.</summary>
    public byte[] Bytes { get; }

    /// <summary>Bytes of the text.</summary>
    public int Length { get; }
}
