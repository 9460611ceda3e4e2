using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using GridCase.Workflows.Directory;
using GridCase.Workflows.Escalation;

namespace GridCase.Workflows.Intake.Open311;

/// <summary>Makes a request of what a client sent, or says everything that is wrong with it at once.</summary>
public static partial class RequestReading
{
    public const int MostDescription = 4_000;
    public const int MostAddress = 300;
    public const int MostUrl = 1_000;

    private static readonly string[] Meant =
    [
        "service_code", "lat", "long", "address_string", "address_id", "email", "device_id", "account_id", "first_name", "last_name", "phone", "description", "media_url",
    ];

    /// <summary>The request; null when anything was added to <paramref name="faults"/>, one sentence for each fault. Names that the standard does not know are passed over.</summary>
    public static RequestDraft? Read(SentForm form, PublicService service, CountyDirectory directory, List<string> faults)
    {
        var draft = new RequestDraft(service, HashOf(form))
        {
            Description = Words(form, "description", MostDescription, faults),
            Place = PlaceReading.Read(form, directory, faults),
            Caller = CallerOf(form, faults),
            MediaUrl = Link(form, faults),
            Answers = AnswerReading.Read(form, service, faults),
        };
        return faults.Count == 0 ? draft : null;
    }

    /// <summary>What is wrong with a request of which not even the service is known.</summary>
    public static void ReadWithoutService(SentForm form, CountyDirectory directory, List<string> faults)
    {
        Words(form, "description", MostDescription, faults);
        PlaceReading.Read(form, directory, faults);
        CallerOf(form, faults);
        Link(form, faults);
    }

    internal static string? Words(SentForm form, string name, int most, List<string> faults)
    {
        if (form.One(name, faults) is not { } text) return null;
        if (text.Length > most) faults.Add($"{name} has at most {most} characters.");
        var plain = PlainText.Of(text).Trim();
        return plain.Length > 0 ? plain : null;
    }

    private static Caller? CallerOf(SentForm form, List<string> faults)
    {
        var (first, last) = (Words(form, "first_name", 60, faults), Words(form, "last_name", 60, faults));
        var (phone, email) = (form.One("phone", faults), form.One("email", faults));
        if (phone is not null && !Phone().IsMatch(phone)) faults.Add("phone has 4 to 31 digits, with +, blanks, brackets and hyphens between.");
        if (email is not null && !ChannelCheck.IsMailAddress(email)) faults.Add("email is one plain mail address.");
        // Read for their bounds only: nobody here could use them, so they are not kept.
        Words(form, "device_id", 200, faults);
        Words(form, "account_id", 200, faults);
        var name = NameOf(first, last);
        return name is null && phone is null && email is null ? null : new(name, phone, null) { Email = email };
    }

    /// <summary>In Chinese the family name comes first and nothing stands between.</summary>
    private static string? NameOf(string? first, string? last) => first is null || last is null ? first ?? last
        : (first + last).Any(character => character >= '⺀') ? last + first
        : $"{first} {last}";

    private static string? Link(SentForm form, List<string> faults)
    {
        if (form.One("media_url", faults) is not { } url) return null;
        if (url.Length <= MostUrl && !url.Any(character => char.IsWhiteSpace(character) || char.IsControl(character)) && Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https")
            return PlainText.Of(url);
        faults.Add($"media_url is an address of http or https with at most {MostUrl} characters.");
        return null;
    }

    /// <summary>Over all that is meant, by name; lengths keep one value from running into the next.</summary>
    private static string HashOf(SentForm form)
    {
        var said = new StringBuilder();
        foreach (var name in form.Names.Where(name => Meant.Contains(name) || AnswerReading.IsAnswer(name)).Order(StringComparer.Ordinal))
            foreach (var value in form.All(name)) said.Append(name.Length).Append(':').Append(name).Append(value.Length).Append(':').Append(value);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(said.ToString())));
    }

    [GeneratedRegex(@"\A[+]?[0-9][0-9 ()-]{2,28}[0-9]\z")]
    private static partial Regex Phone();
}
