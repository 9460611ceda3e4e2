namespace GridCase.Infra.Tests.Rules;

/// <summary>Each kind of resource is declared in one version, known here; so a new version is looked at once and used everywhere.</summary>
internal static class Versions
{
    private static readonly Dictionary<string, string> Known = new(StringComparer.Ordinal)
    {
        ["Microsoft.Authorization/locks"] = "2020-05-01",
        ["Microsoft.Authorization/roleAssignments"] = "2022-04-01",
        ["Microsoft.Consumption/budgets"] = "2024-08-01",
        ["Microsoft.DurableTask/schedulers"] = "2025-11-01",
        ["Microsoft.DurableTask/schedulers/retentionPolicies"] = "2025-11-01",
        ["Microsoft.DurableTask/schedulers/taskHubs"] = "2025-11-01",
        ["Microsoft.Insights/actionGroups"] = "2023-01-01",
        ["Microsoft.Insights/components"] = "2020-02-02",
        ["Microsoft.Insights/diagnosticSettings"] = "2021-05-01-preview",
        ["Microsoft.Insights/metricAlerts"] = "2018-03-01",
        ["Microsoft.Insights/scheduledQueryRules"] = "2023-12-01",
        ["Microsoft.KeyVault/vaults"] = "2024-11-01",
        ["Microsoft.ManagedIdentity/userAssignedIdentities"] = "2024-11-30",
        ["Microsoft.OperationalInsights/workspaces"] = "2025-07-01",
        ["Microsoft.Resources/resourceGroups"] = "2025-04-01",
        ["Microsoft.ServiceBus/namespaces"] = "2024-01-01",
        ["Microsoft.ServiceBus/namespaces/queues"] = "2024-01-01",
        ["Microsoft.ServiceBus/namespaces/topics"] = "2024-01-01",
        ["Microsoft.ServiceBus/namespaces/topics/subscriptions"] = "2024-01-01",
        ["Microsoft.Storage/storageAccounts"] = "2025-06-01",
        ["Microsoft.Storage/storageAccounts/blobServices"] = "2025-06-01",
        ["Microsoft.Storage/storageAccounts/blobServices/containers"] = "2025-06-01",
        ["Microsoft.Storage/storageAccounts/managementPolicies"] = "2025-06-01",
        ["Microsoft.Storage/storageAccounts/tableServices"] = "2025-06-01",
        ["Microsoft.Storage/storageAccounts/tableServices/tables"] = "2025-06-01",
        ["Microsoft.Web/serverfarms"] = "2025-03-01",
        ["Microsoft.Web/sites"] = "2025-03-01",
        ["Microsoft.Web/sites/basicPublishingCredentialsPolicies"] = "2025-03-01",
        ["Microsoft.Web/sites/config"] = "2025-03-01",
    };

    public static IReadOnlyList<Rule> Rules { get; } =
    [
        new("api-version", folder =>
            from template in folder.Templates
            from resource in template.Resources
            let known = Known.GetValueOrDefault(resource.Type)
            where resource.Version != known
            select new Finding("api-version", template.Path, resource.Line, $"{resource.Type} is {known ?? "not known"} here, not {resource.Version}")),
    ];

    /// <summary>What a whole deployment declares.</summary>
    public static IEnumerable<string> Types => Known.Keys;
}
