using System.Text.RegularExpressions;

namespace GridCase.Workflows.Cases.Rules;

/// <summary>Reason codes stand in facts, so they are short words of a fixed shape and never free text.</summary>
internal static partial class ReasonCodes
{
    public const string Detail = "A reason code is 1 to 40 lower-case letters, digits and hyphens; what is to be said goes into the reason.";

    public static bool IsValid(string? code) => code is not null && Shape().IsMatch(code);

    [GeneratedRegex("^[a-z][a-z0-9-]{0,39}$", RegexOptions.CultureInvariant)]
    private static partial Regex Shape();
}
