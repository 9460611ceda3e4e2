using Microsoft.Extensions.Configuration;

namespace GridCase.Functions.Hosting;

/// <summary>The settings of a host on Azure, section <c>GridCase</c> (in app settings <c>GridCase__County</c> and so on). Checked at the start, all at once.</summary>
internal sealed record HostSettings
{
    private const string Development = "UseDevelopmentStorage=true";
    private const int KeyDigits = 64;

    /// <summary>What a first start is seeded with: <c>demo</c> or <c>empty</c>. <c>empty</c> by default.</summary>
    public string County { get; private init; } = "empty";

    /// <summary>Tables of the storage account, for example <c>https://ACCOUNT.table.core.windows.net</c>; or a connection string, for development.</summary>
    public string Tables { get; private init; } = "";

    /// <summary>Blobs of the storage account, for attachments.</summary>
    public string Blobs { get; private init; } = "";

    /// <summary>Begins the name of each table and container, so that several counties or test runs can share a development account; letters and digits.</summary>
    public string Prefix { get; private init; } = "";

    /// <summary>The user-assigned identity by which the host reaches Azure; empty for whatever <c>DefaultAzureCredential</c> finds.</summary>
    public string ClientId { get; private init; } = "";

    /// <summary>64 hex digits: the key of personal data. On Azure a reference to Key Vault. Drawn and kept beside the data on a development account only.</summary>
    public string DataKey { get; private init; } = "";

    /// <summary>64 hex digits: the key of the seals, kept apart from the other.</summary>
    public string SealKey { get; private init; } = "";

    /// <summary>The namespace of Service Bus, for example <c>NAME.servicebus.windows.net</c>. Empty: everything is delivered directly and no queue is read.</summary>
    public string ServiceBus { get; private init; } = "";

    /// <summary>Where the hotline takes its events by HTTP. Without it they go to the topic of Service Bus; without either none are kept.</summary>
    public Uri? HotlineUrl { get; private init; }

    /// <summary>Takes a copy of each notice as a CloudEvent.</summary>
    public Uri? WebhookUrl { get; private init; }

    /// <summary>True when App Service's authentication signs people in. False by default.</summary>
    public bool PlatformSignIn { get; private init; }

    /// <summary>True when people sign in with accounts and passwords kept here. False by default: on Azure the platform does it.</summary>
    public bool AccountSignIn { get; private init; }

    /// <summary>Sign-in names of the first administrators at the platform, divided by semicolons: one publishes rules, another confirms them.</summary>
    public IReadOnlyList<string> Administrators { get; private init; } = [];

    /// <summary>Where a first start writes its accounts and the hotline's key; only on a development account. Empty: nowhere.</summary>
    public string FirstRunFile { get; private init; } = "";

    /// <summary>How long ended histories are kept before they are purged. 30 days; 1 to 90.</summary>
    public int HistoryDays { get; private init; } = 30;

    /// <summary>True for the emulator on this machine.</summary>
    public bool IsDevelopment => Tables == Development;

    public bool UsesServiceBus => ServiceBus.Length > 0;

    /// <summary>Reads the settings.</summary>
    /// <exception cref="SettingsException">Some are missing or malformed; the message names each and says what to do.</exception>
    public static HostSettings Read(IConfiguration configuration)
    {
        var section = configuration.GetSection("GridCase");
        var faults = new List<string>();
        var storage = configuration["AzureWebJobsStorage"] == Development ? Development : "";
        var settings = new HostSettings
        {
            County = section["County"] ?? "empty",
            Tables = section["Storage:Tables"] ?? configuration["AzureWebJobsStorage:tableServiceUri"] ?? storage,
            Blobs = section["Storage:Blobs"] ?? configuration["AzureWebJobsStorage:blobServiceUri"] ?? storage,
            Prefix = section["Storage:Prefix"] ?? "",
            ClientId = section["ClientId"] ?? configuration["AzureWebJobsStorage:clientId"] ?? "",
            DataKey = section["Keys:Data"] ?? "",
            SealKey = section["Keys:Seal"] ?? "",
            ServiceBus = configuration["ServiceBus:fullyQualifiedNamespace"] ?? "",
            HotlineUrl = Address("Hotline:Url"),
            WebhookUrl = Address("Webhook:Url"),
            PlatformSignIn = Flag("SignIn:Platform"),
            AccountSignIn = Flag("SignIn:Accounts"),
            Administrators = [.. (section["Administrators"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(name => name.ToLowerInvariant())],
            FirstRunFile = section["FirstRunFile"] ?? "",
            HistoryDays = Days("HistoryDays", 30),
        };
        settings.Check(faults);
        return faults.Count == 0 ? settings : throw new SettingsException(faults);

        Uri? Address(string name)
        {
            if (section[name] is not { Length: > 0 } text) return null;
            if (Uri.TryCreate(text, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address.IsLoopback)) return address;
            faults.Add($"{Name(name)} is not an https address.");
            return null;
        }

        bool Flag(string name)
        {
            if (section[name] is not { Length: > 0 } text) return false;
            if (bool.TryParse(text, out var flag)) return flag;
            faults.Add($"{Name(name)} is true or false, not '{text}'.");
            return false;
        }

        int Days(string name, int otherwise)
        {
            if (section[name] is not { Length: > 0 } text) return otherwise;
            if (int.TryParse(text, out var days) && days is >= 1 and <= 90) return days;
            faults.Add($"{Name(name)} is a number of days from 1 to 90, not '{text}'.");
            return otherwise;
        }
    }

    /// <summary>Never prints a key.</summary>
    public override string ToString() => $"county {County}, tables {(IsDevelopment ? "of the emulator" : Tables)}, Service Bus {(UsesServiceBus ? ServiceBus : "off")}";

    private static string Name(string path) => "GridCase__" + path.Replace(":", "__", StringComparison.Ordinal);

    private static bool IsKey(string text) => text.Length == KeyDigits && text.All(char.IsAsciiHexDigit);

    private static bool IsEndpoint(string text) => text == Development || (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps);

    private void Check(List<string> faults)
    {
        if (County is not ("demo" or "empty")) faults.Add($"{Name("County")} is demo or empty, not '{County}'.");
        if (!IsEndpoint(Tables)) faults.Add($"{Name("Storage:Tables")} is missing or no https address: name the table endpoint of the storage account, or set AzureWebJobsStorage to {Development} and start Azurite.");
        if (!IsEndpoint(Blobs)) faults.Add($"{Name("Storage:Blobs")} is missing or no https address: name the blob endpoint of the storage account, or set AzureWebJobsStorage to {Development} and start Azurite.");
        if (Prefix.Length > 20 || !Prefix.All(char.IsAsciiLetterOrDigit) || (Prefix.Length > 0 && !char.IsAsciiLetterLower(Prefix[0])))
            faults.Add($"{Name("Storage:Prefix")} is at most 20 letters and digits, the first a small letter.");
        CheckKey("Keys:Data", DataKey, faults);
        CheckKey("Keys:Seal", SealKey, faults);
        if (DataKey.Length > 0 && string.Equals(DataKey, SealKey, StringComparison.OrdinalIgnoreCase)) faults.Add($"{Name("Keys:Seal")} is the same key as {Name("Keys:Data")}: draw one of its own.");
        if (UsesServiceBus && (ServiceBus.Contains('/') || !ServiceBus.Contains('.'))) faults.Add($"ServiceBus__fullyQualifiedNamespace is a host name such as NAME.servicebus.windows.net, not '{ServiceBus}'.");
        if (!PlatformSignIn && !AccountSignIn) faults.Add($"Nobody could sign in: set {Name("SignIn:Platform")} to true behind App Service's authentication, or {Name("SignIn:Accounts")} to true.");
        if (FirstRunFile.Length > 0 && !IsDevelopment) faults.Add($"{Name("FirstRunFile")} holds passwords in clear and is for development only.");
    }

    private void CheckKey(string name, string key, List<string> faults)
    {
        if (key.Length == 0 && IsDevelopment) return;
        if (!IsKey(key)) faults.Add($"{Name(name)} is {(key.Length == 0 ? "missing" : "no key")}: it is {KeyDigits} hex digits, on Azure a reference to a secret in Key Vault.");
    }
}

/// <summary>Settings that the host cannot start with.</summary>
internal sealed class SettingsException(IReadOnlyList<string> faults) : Exception("The settings cannot be used:" + string.Concat(faults.Select(fault => "\n- " + fault)))
{
    public IReadOnlyList<string> Faults { get; } = faults;
}
