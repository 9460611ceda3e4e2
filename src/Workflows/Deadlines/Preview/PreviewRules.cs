using System.Text.Json.Nodes;
using GridCase.Workflows.Directory;

namespace GridCase.Workflows.Deadlines.Preview;

/// <summary>All that a preview looks at besides the cases: the rules as they are, the rules as they would be, and who is who.</summary>
public sealed class PreviewRules
{
    /// <summary>With an underscore, which no published version has in its name, so that a draft never meets one of its own name.</summary>
    private const string Version = "preview_only";

    private PreviewRules(PreviewQuestion question, PolicyBook before, PolicyBook after, RuleChange change, CountyDirectory directory)
    {
        Question = question;
        Before = before;
        After = after;
        Change = change;
        Directory = directory;
        Audiences = new(directory);
    }

    public PreviewQuestion Question { get; }

    /// <summary>The rules in force at the frozen instant.</summary>
    public PolicyBook Before { get; }

    /// <summary>The same with the change.</summary>
    public PolicyBook After { get; }

    public RuleChange Change { get; }

    public CountyDirectory Directory { get; }

    /// <summary>Who answers where; shared by the pages of a preview.</summary>
    internal AudienceCache Audiences { get; }

    /// <summary>How long the notices ahead are followed.</summary>
    public static TimeSpan Ahead { get; } = TimeSpan.FromDays(14);

    /// <exception cref="RuleDocumentException">The document cannot be used; each fault says where and what to do.</exception>
    public static PreviewRules Of(PreviewQuestion question, PolicyBook book, CountyDirectory directory)
    {
        var before = book.Until(question.Change - 1);
        var document = Named(question.Document);
        var change = new RuleChange(question.Change, question.Sort, Version, question.At, question.Treatment, question.Undoes);
        var after = question.Sort == RuleSort.Policy
            ? before.With(change, Policy.Parse(document))
            : before.With(change, calendar: WorkCalendar.Parse(document));
        return new(question, before, after, change, directory);
    }

    /// <summary>The number that a change confirmed at this instant gets, changes of a later date left out.</summary>
    public static int NextChange(PolicyBook book, DateTimeOffset at) => book.ChangeNumberAt(at) + 1;

    private static string Named(string document)
    {
        // What is no object is left to the reader of the document, which says so in its own words.
        try
        {
            if (JsonNode.Parse(document) is not JsonObject tree || tree["version"] is null) return document;
            tree["version"] = Version;
            return tree.ToJsonString();
        }
        catch (System.Text.Json.JsonException)
        {
            return document;
        }
    }
}
