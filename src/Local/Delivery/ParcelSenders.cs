using GridCase.Local.Hosting;

namespace GridCase.Local.Delivery;

/// <summary>Puts together the sender of a county with a post for each kind of channel.</summary>
internal static class ParcelSenders
{
    public static ParcelSender Of(HttpClient http, DeliverySettings settings, OpenCounty county, TimeProvider time)
    {
        var (stores, posting) = (county.Stores, new HttpPosting(http));
        var directory = stores.DirectorySource;
        return new(
            new(posting, settings, stores.Accounts, stores.Private, directory, time), county.Channels, directory, time,
            new WebhookPost(posting, directory, time), new WecomPost(posting, time), new MailPost(directory));
    }
}
