using GridCase.Workflows.Cases;

namespace GridCase.Workflows.Deadlines;

/// <summary>What the rules propose for a new case (甄别分级); a person confirms unless <see cref="Auto"/>.</summary>
public sealed record TriageProposal(Grade Grade, bool Auto, string RulePath, string Source);

/// <summary>A word that means danger to life or property, and whom to call at once.</summary>
public sealed record EmergencyWord(string Word, string Call);

/// <summary>What the platform does not take, and the legal path the citizen is told (不予受理情形). 北京接诉即办条例 art 11.</summary>
public sealed record RefusalClass(string Code, string Zh, string En, string PathZh, string PathEn, string Source);
