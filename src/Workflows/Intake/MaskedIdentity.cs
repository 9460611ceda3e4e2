namespace GridCase.Workflows.Intake;

/// <summary>
/// What of a caller is shown without a look being recorded (脱敏): 张**, 138****5678, the first three and last four digits of an identity number.
/// Made once at registration and kept as case text, so that showing it opens no identity field. domain.md §3.7.
/// </summary>
public static class MaskedIdentity
{
    public const string Name = "caller-name-masked";
    public const string Phone = "caller-phone-masked";
    public const string IdNumber = "caller-id-number-masked";

    /// <summary>Whether a field of case text is one of these; they are shown as the caller, not among the texts.</summary>
    public static bool IsMasked(string field) => field is Name or Phone or IdNumber;

    /// <summary>The first character and two stars, however long the name is.</summary>
    public static string? OfName(string? name) => string.IsNullOrWhiteSpace(name) ? null : FirstOf(name.Trim()) + "**";

    /// <summary>The first three and last four digits; of short numbers the last two.</summary>
    public static string? OfPhone(string? phone) => OfDigits(phone, 3, 4);

    /// <summary>The first three and last four places.</summary>
    public static string? OfIdNumber(string? number) => OfDigits(number, 3, 4);

    private static string? OfDigits(string? value, int first, int last)
    {
        if (string.IsNullOrWhiteSpace(value)) return null;
        var text = new string([.. value.Where(char.IsLetterOrDigit)]);
        return text.Length >= first + last + 3 ? $"{text[..first]}****{text[^last..]}" : text.Length > 4 ? $"****{text[^2..]}" : "****";
    }

    /// <summary>A character outside the basic plane is two code units.</summary>
    private static string FirstOf(string name) => char.IsSurrogatePair(name, 0) ? name[..2] : name[..1];
}
