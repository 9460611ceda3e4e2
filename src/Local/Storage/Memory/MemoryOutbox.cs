using GridCase.Engine;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Escalation;

namespace GridCase.Local.Storage.Memory;

/// <summary>Keeps what leaves with an append: notices in the inbox, parcels in their lanes, messages to the orchestrations.</summary>
internal sealed class MemoryOutbox(MemoryCounty county, Departures departures)
{
    public void Put(JournalSession session, Effects effects)
    {
        List<string> lanes = [];
        if (departures.TellsHotline && !effects.HotlineEvents.IsDefaultOrEmpty)
            foreach (var told in effects.HotlineEvents) Fill(session, Parcels.Of(told), null, lanes);
        if (!effects.Notices.IsDefaultOrEmpty)
        {
            var copies = departures.CopiesToWebhook();
            foreach (var notice in effects.Notices)
                if (Insert(session, notice) is { } kept && copies) Fill(session, Parcels.Of(notice), kept, lanes);
        }

        if (!effects.Messages.IsDefaultOrEmpty)
            foreach (var message in effects.Messages) departures.Message(session, message);
        foreach (var lane in lanes) departures.LaneFilled(session, lane);
    }

    private MemoryNotice? Insert(JournalSession session, Notice notice)
    {
        if (county.NoticeKeys.Contains(notice.Key)) return null;
        var kept = new MemoryNotice(county.Notices.Count + 1, notice);
        MemoryCounty.Change(
            session,
            () =>
            {
                county.Notices.Add(kept);
                county.NoticeKeys.Add(notice.Key);
            },
            () =>
            {
                county.Notices.Remove(kept);
                county.NoticeKeys.Remove(notice.Key);
            });
        return kept;
    }

    private void Fill(JournalSession session, Parcel parcel, MemoryNotice? notice, List<string> lanes)
    {
        if (county.Parcels.ContainsKey(parcel.Id)) return;
        var kept = new MemoryParcel(parcel, notice);
        MemoryCounty.Change(
            session,
            () =>
            {
                county.Parcels.Add(parcel.Id, kept);
                if (!county.Lanes.TryGetValue(parcel.Lane, out var lane)) county.Lanes.Add(parcel.Lane, lane = []);
                lane.Add(kept);
            },
            () =>
            {
                county.Parcels.Remove(parcel.Id);
                if (!county.Lanes.TryGetValue(parcel.Lane, out var lane)) return;
                lane.Remove(kept);
                if (lane.Count == 0) county.Lanes.Remove(parcel.Lane);
            });
        if (!lanes.Contains(parcel.Lane)) lanes.Add(parcel.Lane);
    }
}
