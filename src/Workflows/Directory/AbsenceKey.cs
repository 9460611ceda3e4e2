using System.Globalization;

namespace GridCase.Workflows.Directory;

/// <summary>How an absence is named in addresses and findings: the person and the moment it begins, <c>p-00012~20260213T010000Z</c>. A person has one absence from a moment.</summary>
public static class AbsenceKey
{
    public static string Of(Absence absence) =>
        $"{absence.PersonId}~{absence.From.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)}";
}
