using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using GridCase.Functions.Doors;
using GridCase.Workflows.Durable;
using GridCase.Workflows.Lifecycle;
using Microsoft.Azure.Functions.Worker;

namespace GridCase.Functions.Tests.Hosting;

/// <summary>That every orchestration and activity has its function, each as the host wants it.</summary>
public sealed partial class FunctionTests
{
    private static readonly IReadOnlyList<(MethodInfo Method, string Name)> Functions =
    [
        .. typeof(HttpDoors).Assembly.GetTypes().SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Select(method => (method, method.GetCustomAttribute<FunctionAttribute>()?.Name)).Where(one => one.Name is not null).Select(one => (one.method, one.Name!)),
    ];

    public static TheoryData<string> Names => [.. Functions.Select(function => function.Name)];

    [Fact]
    public void Each_orchestration_has_an_orchestrator_of_its_types()
    {
        var orchestrators = Functions.Where(function => Has<OrchestrationTriggerAttribute>(function.Method))
            .ToDictionary(function => function.Name, function => (function.Method.GetParameters()[1].ParameterType, function.Method.ReturnType.GetGenericArguments()[0]));

        Assert.Equal(Declared(typeof(Orchestrations), typeof(Orchestration<,>)), orchestrators.OrderBy(one => one.Key, StringComparer.Ordinal));
    }

    [Fact]
    public void Each_activity_has_a_function_of_its_types()
    {
        var activities = Functions.Where(function => Has<ActivityTriggerAttribute>(function.Method))
            .ToDictionary(function => function.Name, function => (function.Method.GetParameters()[0].ParameterType, function.Method.ReturnType.GetGenericArguments()[0].GetGenericArguments()[0]));

        Assert.Equal(Declared(typeof(Workflows.Lifecycle.Activities), typeof(Activity<,>)), activities.OrderBy(one => one.Key, StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_function_stands_where_the_host_finds_it(string name)
    {
        var (method, _) = Assert.Single(Functions, function => string.Equals(function.Name, name, StringComparison.OrdinalIgnoreCase));
        Assert.Matches(NameRule(), name);
        Assert.True(method is { IsPublic: true, IsGenericMethod: false, DeclaringType: { IsPublic: true, IsAbstract: false } or { IsPublic: true, IsSealed: true } });
        // Whoever reaches the county hands in the client by which it reaches the orchestrations.
        if (!Has<OrchestrationTriggerAttribute>(method)) Assert.True(Has<DurableClientAttribute>(method));
    }

    [Fact]
    public void The_doors_of_http_are_open_to_the_host_and_guarded_by_the_api()
    {
        var routes = Functions.SelectMany(function => function.Method.GetParameters().Select(parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>()).OfType<HttpTriggerAttribute>()).ToList();

        Assert.All(routes, route => Assert.Equal(AuthorizationLevel.Anonymous, route.AuthLevel));
        Assert.Equal(
            ["api/hotline/{*rest}", "api/reports/{*rest}", "api/sync/{*rest}", "api/tasks/{*rest}", "api/{*rest}", "health/{*rest}", "metrics", "open311/{*rest}", "openapi/{*rest}", "{*page}"],
            routes.Select(route => route.Route!).Order(StringComparer.Ordinal));
        Assert.Equal("", HostJson().GetProperty("extensions").GetProperty("http").GetProperty("routePrefix").GetString());
    }

    [Fact]
    public void Messages_are_settled_by_the_functions_themselves()
    {
        var triggers = Functions.SelectMany(function => function.Method.GetParameters().Select(parameter => parameter.GetCustomAttribute<ServiceBusTriggerAttribute>()).OfType<ServiceBusTriggerAttribute>()).ToList();

        Assert.Equal(2, triggers.Count);
        Assert.All(triggers, trigger => Assert.Equal(("ServiceBus", false), (trigger.Connection, trigger.AutoCompleteMessages)));
        Assert.Contains(triggers, trigger => trigger.QueueName == "hotline-orders");
        Assert.Contains(triggers, trigger => trigger is { TopicName: "case-notices", SubscriptionName: "delivery", IsSessionsEnabled: true });
        Assert.False(HostJson().GetProperty("extensions").GetProperty("serviceBus").GetProperty("autoCompleteMessages").GetBoolean());
    }

    [Fact]
    public void A_development_host_needs_only_the_sample_settings()
    {
        using var sample = JsonDocument.Parse(File.ReadAllText(Path.Combine(Root(), "local.settings.sample.json")));
        var values = sample.RootElement.GetProperty("Values").EnumerateObject().ToDictionary(value => value.Name, value => value.Value.GetString());
        var off = Functions.Where(function => Has<ServiceBusTriggerAttribute>(function.Method)).Select(function => $"AzureWebJobs.{function.Name}.Disabled");

        Assert.All(off, setting => Assert.Equal("true", values[setting]));
        Assert.Equal("AzureStorage", values["AzureFunctionsJobHost__extensions__durableTask__storageProvider__type"]);
        Assert.DoesNotContain(values, value => value.Key.Contains("Secret", StringComparison.OrdinalIgnoreCase) || value.Value!.Contains("AccountKey", StringComparison.OrdinalIgnoreCase));
        HostSettingsTests.Read(values!);
    }

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_-]{0,126}$")]
    private static partial Regex NameRule();

    private static bool Has<T>(MethodInfo method)
        where T : Attribute => method.GetParameters().Any(parameter => parameter.GetCustomAttribute<T>() is not null);

    private static IEnumerable<KeyValuePair<string, (Type, Type)>> Declared(Type where, Type kind) => where.GetProperties(BindingFlags.Public | BindingFlags.Static)
        .Where(property => property.PropertyType.IsGenericType && property.PropertyType.GetGenericTypeDefinition() == kind)
        .Select(property => (Value: property.GetValue(null)!, Types: property.PropertyType.GetGenericArguments()))
        .Select(one => KeyValuePair.Create((string)one.Value.GetType().GetProperty("Name")!.GetValue(one.Value)!, (one.Types[0], one.Types[1])))
        .OrderBy(one => one.Key, StringComparer.Ordinal);

    private static JsonElement HostJson() => JsonDocument.Parse(File.ReadAllText(Path.Combine(Root(), "host.json"))).RootElement;

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "host.json")) || !Directory.Exists(Path.Combine(folder.FullName, "infra"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
