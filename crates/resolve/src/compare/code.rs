use crate::code::codes;

codes! {
    /// What changed in the facts; words for people are kept under `change.` and the word.
    ChangeCode {
        TotalGiven = "total_given", "a total is given where none was";
        TotalUp = "total_up", "the total rose";
        TotalDown = "total_down", "the total fell";
        TotalRecounted = "total_recounted", "the total counts something else";
        FigureGiven = "figure_given", "a figure that the earlier report has not";
        FigureUp = "figure_up", "a figure rose";
        FigureDown = "figure_down", "a figure fell";
        DataAdmitted = "data_admitted", "a kind of data is named that was not";
        DeniedDataAdmitted = "denied_data_admitted", "a kind of data is named that was said not to be among them";
        DataNowDenied = "data_now_denied", "a kind of data is said not to be among them that was named";
        LeakConfirmed = "leak_confirmed", "a leak is certain that was not";
        LeakFeared = "leak_feared", "a leak is feared that was not";
        LeakLessCertain = "leak_less_certain", "a leak is only feared that was certain";
        LeakDenied = "leak_denied", "there was no leak after all";
        IncidentDenied = "incident_denied", "there was no incident after all";
        CauseFound = "cause_found", "the cause is told that was not known";
        CauseChanged = "cause_changed", "another cause";
        MethodGiven = "method_given", "a way is told that was not";
        DayGiven = "day_given", "a day is told that was not";
        DayExact = "day_exact", "a day is told more exactly";
        DayEarlier = "day_earlier", "a day moved back";
        DayLater = "day_later", "a day moved on";
        PlaceNamed = "place_named", "an organisation is named where it happened";
        ServiceNamed = "service_named", "a service is named";
        ActorNamed = "actor_named", "who did it is told";
        MisuseReported = "misuse_reported", "misuse is reported that was not";
        ToldTo = "told_to", "an authority was told";
        MeasureGiven = "measure_given", "a measure is told";
        ConsequenceGiven = "consequence_given", "what followed in law, labour or money is told";
    }
}
