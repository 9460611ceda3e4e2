using System.Globalization;
using GridCase.Workflows.Deadlines;

namespace GridCase.Workflows.Cases.Rules;

/// <summary>Which closed cases are looked at again: all that were verified, and a fixed share of those disposed of on the spot.</summary>
internal static class LookBackSample
{
    /// <summary>The case's own id decides, so that the same case always falls on the same side.</summary>
    public static bool Wants(LookBackRule rule, string caseId, bool onSite) =>
        !onSite || int.Parse(caseId.AsSpan(0, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture) % 100 < rule.OnSiteSamplePercent;
}
