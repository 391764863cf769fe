namespace Analytics.Domain.Exports;

/// <summary>What a file of raw events holds.</summary>
/// <param name="Day">The tenant's local day on which its events happened.</param>
/// <param name="Rows">Events, one a line.</param>
/// <param name="Bytes">Length of the file.</param>
/// <param name="Sha256">Of the file's bytes, hexadecimal.</param>
/// <param name="Watermark">Position in the log up to which events were taken: what came later of the same day is in a
/// later file.</param>
public sealed record ExportManifest(DateOnly Day, long Rows, long Bytes, string Sha256, long Watermark);
