using System.Text.RegularExpressions;
using GridCase.Infra.Tests.Reading;

namespace GridCase.Infra.Tests.Rules;

/// <summary>Rights come from one table, by roles that are known here, each on one resource.</summary>
internal static partial class Grants
{
    private const string Assignment = "Microsoft.Authorization/roleAssignments";

    /// <summary>Ids of built-in roles, the same in every tenant.</summary>
    private static readonly Dictionary<string, string> Known = new(StringComparer.Ordinal)
    {
        ["b7e6dc6d-f1e8-4753-8033-0f276bb0955b"] = "blobDataOwner",
        ["974c5e8b-45b9-4653-ba55-5f855dd0fb88"] = "queueDataContributor",
        ["0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3"] = "tableDataContributor",
        ["4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0"] = "serviceBusReceiver",
        ["69a216fc-b8fb-44d8-bc22-1f3c2cd27a39"] = "serviceBusSender",
        ["0ad04412-c4d5-4796-b79c-f76d14c8d402"] = "durableTaskContributor",
        ["3913510d-42f4-4e42-8a64-420c390055eb"] = "metricsPublisher",
        ["4633458b-17de-408a-b874-0445c86b69e6"] = "vaultSecretsUser",
        ["b86a8fe4-44ce-4948-aee5-eccb2c155cd7"] = "vaultSecretsOfficer",
    };

    public static IReadOnlyList<Rule> Rules { get; } =
    [
        new("known-role", folder =>
            from template in folder.Templates
            from value in template.Expressions
            from text in value.All.OfType<StringText>()
            where Id().IsMatch(text.Value) && !Known.ContainsKey(text.Value)
            select new Finding("known-role", template.Path, text.Line, $"{text.Value} is not the id of a role that is known here")),
        new("role-name", folder =>
            from template in folder.Templates
            from roles in template.Variables.Where(variable => variable.Name == "roles").Select(variable => variable.Value).OfType<ObjectBody>()
            from role in roles.Properties
            where role.Value is StringText text && Known.GetValueOrDefault(text.Value, role.Key) != role.Key
            select new Finding("role-name", template.Path, role.Line, $"{role.Key} has the id of {Known[((StringText)role.Value).Value]}")),
        new("one-table", folder =>
            from template in folder.Templates
            from resource in template.Resources
            where resource.Type == Assignment && template.Path != "modules/access.bicep"
            select new Finding("one-table", template.Path, resource.Line, $"{resource.Name} grants a right outside modules/access.bicep")),
        new("scoped-grant", folder =>
            from template in folder.Templates
            from resource in template.Resources
            where resource.Type == Assignment && resource.Body.At("scope") is not Name
            select new Finding("scoped-grant", template.Path, resource.Line, $"{resource.Name} grants a right on everything")),
        new("grant-applied", folder => folder.Templates.SelectMany(Forgotten)),
    ];

    /// <summary>Rows of the table for a resource that no assignment takes up, and assignments that no row is for.</summary>
    private static IEnumerable<Finding> Forgotten(Template template)
    {
        if (template.Variables.FirstOrDefault(variable => variable.Name == "table")?.Value is not List table) yield break;
        var rows = table.Items.OfType<ObjectBody>().Select(row => ((row.At("on") as StringText)?.Value, row.Line)).ToList();
        var assignments = template.Resources.Where(resource => resource.Type == Assignment).ToList();
        foreach (var (on, line) in rows.Where(row => !assignments.Exists(assignment => Texts(assignment).Contains(row.Value))))
            yield return new("grant-applied", template.Path, line, $"no assignment takes up the rows on {on}");
        foreach (var assignment in assignments.Where(assignment => !rows.Exists(row => Texts(assignment).Contains(row.Value))))
            yield return new("grant-applied", template.Path, assignment.Line, $"no row of the table is for {assignment.Name}");
    }

    private static IEnumerable<string> Texts(ResourceDeclaration assignment) =>
        assignment.Value is ForEach loop ? loop.Source.All.OfType<StringText>().Select(text => text.Value) : [];

    [GeneratedRegex("^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")]
    private static partial Regex Id();
}
