namespace GridCase.Workflows.Deadlines.Versions;

/// <summary>Something an administrator does with the policy or the calendar.</summary>
public abstract record RuleAct(RuleSort Sort);

/// <summary>Saves the draft, or begins it.</summary>
/// <param name="Document">The whole document; none begins from a version.</param>
/// <param name="BasedOn">With a document: the version it was made from. Without: the version to begin from. None: the version in force.</param>
/// <param name="Preset">Lays one of the document's presets over the rules, as a starting point. Policies only.</param>
/// <param name="DraftRevision">The draft that was read before (0 for none), so that nobody's work is overwritten unseen; none does not look.</param>
public sealed record SaveRuleDraft(RuleSort Sort, string? Document, string? BasedOn = null, string? Preset = null, int? DraftRevision = null) : RuleAct(Sort);

/// <summary>Throws the draft away.</summary>
public sealed record DiscardRuleDraft(RuleSort Sort, int? DraftRevision = null) : RuleAct(Sort);

/// <summary>Puts the draft up for another person to confirm.</summary>
/// <param name="EffectiveFrom">When it is to come into force; none means as soon as it is confirmed.</param>
public sealed record PublishRules(RuleSort Sort, string Reason, OpenCases Treatment, DateTimeOffset? EffectiveFrom = null, int? DraftRevision = null) : RuleAct(Sort);

/// <summary>Confirms what another person published: it becomes a change of the rules in force.</summary>
public sealed record ConfirmRules(RuleSort Sort, string Version) : RuleAct(Sort);

/// <summary>Does not confirm; by the publisher: takes back.</summary>
public sealed record RejectRules(RuleSort Sort, string Version, string Reason) : RuleAct(Sort);

/// <summary>Publishes a version with the content of the one before, to be confirmed by another person: takes the last change back.</summary>
/// <param name="Version">The version that the last change brought into force.</param>
public sealed record UndoRules(RuleSort Sort, string Version, string Reason) : RuleAct(Sort);
