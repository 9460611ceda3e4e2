using GridCase.Infra.Tests.Reading;

namespace GridCase.Infra.Tests.Rules;

/// <summary>What a resource must say of itself wherever it is declared.</summary>
internal static class Safety
{
    private const string Anything = "";

    /// <summary>Kind of resource, path of a property, value that it must have.</summary>
    public static readonly (string Type, string Path, string Value)[] Wanted =
    [
        ("Microsoft.Storage/storageAccounts", "properties.allowSharedKeyAccess", "false"),
        ("Microsoft.Storage/storageAccounts", "properties.allowBlobPublicAccess", "false"),
        ("Microsoft.Storage/storageAccounts", "properties.minimumTlsVersion", "TLS1_2"),
        ("Microsoft.Storage/storageAccounts", "properties.supportsHttpsTrafficOnly", "true"),
        ("Microsoft.Storage/storageAccounts/blobServices", "properties.deleteRetentionPolicy.enabled", "true"),
        ("Microsoft.Storage/storageAccounts/blobServices", "properties.containerDeleteRetentionPolicy.enabled", "true"),
        ("Microsoft.Storage/storageAccounts/blobServices/containers", "properties.publicAccess", "None"),
        ("Microsoft.ServiceBus/namespaces", "properties.disableLocalAuth", "true"),
        ("Microsoft.ServiceBus/namespaces", "properties.minimumTlsVersion", "1.2"),
        ("Microsoft.ServiceBus/namespaces/queues", "properties.requiresDuplicateDetection", "true"),
        ("Microsoft.ServiceBus/namespaces/queues", "properties.duplicateDetectionHistoryTimeWindow", "P2D"),
        ("Microsoft.ServiceBus/namespaces/queues", "properties.deadLetteringOnMessageExpiration", "true"),
        ("Microsoft.ServiceBus/namespaces/queues", "properties.maxDeliveryCount", "8"),
        ("Microsoft.ServiceBus/namespaces/queues", "properties.lockDuration", "PT2M"),
        ("Microsoft.ServiceBus/namespaces/topics", "properties.requiresDuplicateDetection", "true"),
        ("Microsoft.ServiceBus/namespaces/topics", "properties.duplicateDetectionHistoryTimeWindow", "P2D"),
        ("Microsoft.ServiceBus/namespaces/topics/subscriptions", "properties.deadLetteringOnMessageExpiration", "true"),
        ("Microsoft.ServiceBus/namespaces/topics/subscriptions", "properties.deadLetteringOnFilterEvaluationExceptions", "true"),
        ("Microsoft.ServiceBus/namespaces/topics/subscriptions", "properties.maxDeliveryCount", "8"),
        ("Microsoft.DurableTask/schedulers", "properties.ipAllowlist", Anything),
        ("Microsoft.DurableTask/schedulers/retentionPolicies", "properties.retentionPolicies", Anything),
        ("Microsoft.Insights/components", "properties.DisableLocalAuth", "true"),
        ("Microsoft.Insights/components", "properties.WorkspaceResourceId", Anything),
        ("Microsoft.OperationalInsights/workspaces", "properties.retentionInDays", Anything),
        ("Microsoft.OperationalInsights/workspaces", "properties.workspaceCapping.dailyQuotaGb", Anything),
        ("Microsoft.KeyVault/vaults", "properties.enableRbacAuthorization", "true"),
        ("Microsoft.KeyVault/vaults", "properties.enablePurgeProtection", "true"),
        ("Microsoft.Web/serverfarms", "sku.name", "FC1"),
        ("Microsoft.Web/serverfarms", "properties.reserved", "true"),
        ("Microsoft.Web/sites", "identity.type", "UserAssigned"),
        ("Microsoft.Web/sites", "properties.httpsOnly", "true"),
        ("Microsoft.Web/sites", "properties.siteConfig.minTlsVersion", "1.2"),
        ("Microsoft.Web/sites", "properties.functionAppConfig.deployment.storage.authentication.type", "UserAssignedIdentity"),
        ("Microsoft.Web/sites", "properties.functionAppConfig.runtime.name", "dotnet-isolated"),
        ("Microsoft.Web/sites", "properties.functionAppConfig.runtime.version", "10.0"),
        ("Microsoft.Web/sites", "properties.functionAppConfig.scaleAndConcurrency.maximumInstanceCount", Anything),
        ("Microsoft.Web/sites", "properties.functionAppConfig.scaleAndConcurrency.alwaysReady", Anything),
        ("Microsoft.Web/sites/basicPublishingCredentialsPolicies", "properties.allow", "false"),
    ];

    public static IReadOnlyList<Rule> Rules { get; } =
    [
        new("safe-property", folder =>
            from template in folder.Templates
            from resource in template.Resources
            where !resource.Existing
            from wanted in Wanted
            where wanted.Type == resource.Type && !Has(template, resource, wanted.Path, wanted.Value)
            select new Finding("safe-property", template.Path, resource.Line, $"{resource.Name} must say {wanted.Path}{(wanted.Value.Length > 0 ? $" = {wanted.Value}" : "")}")),
        new("ip-allowlist", folder => Lists(folder).Where(list => list.Items is [] || list.Items.Any(item => item.All.OfType<StringText>().Any(text => text.Value.Contains('*', StringComparison.Ordinal))))
            .Select(list => new Finding("ip-allowlist", list.Path, list.Line, "nobody may connect, or a wildcard is no address range"))),
    ];

    private static bool Has(Template template, ResourceDeclaration resource, string path, string value) =>
        template.Resolve(resource.Body.At(path)) is { } found && (value.Length == 0 || found is StringText text && text.Value == value || found is Constant constant && constant.Value == value);

    /// <summary>The lists of addresses that are written out: in a template, or in a file of parameters.</summary>
    private static IEnumerable<(string Path, int Line, IReadOnlyList<Expression> Items)> Lists(TemplateFolder folder) =>
        from template in folder.All
        let inResources = template.Resources.Where(resource => resource.Type == "Microsoft.DurableTask/schedulers" && !resource.Existing)
            .Select(resource => template.Resolve(resource.Body.At("properties.ipAllowlist")))
        let inParameters = template.Parameters.Where(parameter => parameter.Name.EndsWith("pAllowlist", StringComparison.Ordinal)).Select(parameter => parameter.Default)
        from list in inResources.Concat(inParameters).OfType<List>()
        select (template.Path, list.Line, list.Items);
}
