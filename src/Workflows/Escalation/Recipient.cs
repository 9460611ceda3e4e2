namespace GridCase.Workflows.Escalation;

/// <summary>Who gets a notice, and why it is this person.</summary>
/// <param name="PersonId">The person.</param>
/// <param name="Audience">The word that was asked for: <c>unit-head</c>.</param>
/// <param name="PostCode">The post that answered: <c>unit-head@440804-jtj</c>. For whoever handles the case it is <c>holder@</c> and the unit.</param>
/// <param name="Instead">The post that was asked for, when it was vacant or its person away; none when that person answers.</param>
public sealed record Recipient(string PersonId, string Audience, string PostCode, string? Instead);

/// <summary>Where a case stands when a notice is sent.</summary>
/// <param name="UnitCode">The unit that holds it; none before dispatch, then the centre answers.</param>
/// <param name="HolderPersonId">The person named at sign-off, if any.</param>
/// <param name="GridCode">The grid it happened in, if known.</param>
public sealed record CasePlace(string? UnitCode, string? HolderPersonId, string? GridCode);
