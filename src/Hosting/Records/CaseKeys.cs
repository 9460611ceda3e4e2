using System.Buffers;

namespace GridCase.Hosting.Records;

/// <summary>How cases, facts and texts are keyed in the database.</summary>
internal static class CaseKeys
{
    public const int IdLength = 16;
    private const int FactBits = 20;
    private const int TextBits = 8;

    /// <summary>The most facts a case can have.</summary>
    public const int MostFacts = (1 << FactBits) - 1;

    /// <summary>The bytes of a case id; false for what is no id: 32 lower-case hex digits.</summary>
    public static bool TryRead(string caseId, Span<byte> bytes) =>
        caseId.Length == IdLength * 2
        && !caseId.AsSpan().ContainsAnyInRange('A', 'F')
        && Convert.FromHexString(caseId, bytes, out _, out _) == OperationStatus.Done;

    public static string IdOf(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(bytes);

    /// <summary>A case's facts lie between the key of fact 0 and the key of fact 0 of the next number.</summary>
    public static long Fact(long caseNo, int number) => (caseNo << FactBits) | (uint)number;

    public static int FactNumber(long key) => (int)(key & MostFacts);

    public static long Text(long caseNo, int factNumber, int ordinal) => (caseNo << (FactBits + TextBits)) | ((long)factNumber << TextBits) | (uint)ordinal;

    public static int TextFact(long key) => (int)((key >> TextBits) & MostFacts);

    public static long TextCase(long key) => key >> (FactBits + TextBits);

    public static long FactCase(long key) => key >> FactBits;
}
