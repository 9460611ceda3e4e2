@description('Start of the names of the alerts.')
param prefix string

@description('Azure region.')
param location string

@description('Tags of every resource.')
param tags object

@description('Who is told by e-mail.')
@minLength(1)
param emails string[]

@description('Resource id of the Log Analytics workspace.')
param workspaceId string

@description('Resource id of the Service Bus namespace.')
param namespaceId string

@description('Resource id of the storage account.')
param storageId string

@description('Minutes that a mark on a clock may be overdue before somebody is called.')
@minValue(5)
param overdueMinutes int

@description('Throttled requests in a quarter of an hour from which somebody is called. A few are retried and do no harm.')
@minValue(1)
param throttledRequests int

// What the app tells of itself every five minutes, also when nothing is wrong.
var gauge = 'AppMetrics | where Name == "gridcase.watchdog'
var byFiveMinutes = 'by bin(TimeGenerated, 5m)'

var queries = [
  {
    name: 'overdue-mark'
    severity: 1
    text: 'A mark on a clock has been due for too long: warnings and escalations are late.'
    query: '${gauge}.oldest_late_minutes" | summarize Value = max(Max) ${byFiveMinutes}'
    operator: 'GreaterThan'
    threshold: overdueMinutes
  }
  {
    name: 'parked'
    severity: 2
    text: 'A workflow is parked with an error and waits for a person: GET /api/watchdog.'
    query: '${gauge}.parked" | summarize Value = max(Max) ${byFiveMinutes}'
    operator: 'GreaterThan'
    threshold: 0
  }
  {
    name: 'dead-lanes'
    severity: 2
    text: 'A parcel to a receiver was given up and parks its lane: GET /api/watchdog.'
    query: '${gauge}.dead_letters" | summarize Value = max(Max) ${byFiveMinutes}'
    operator: 'GreaterThan'
    threshold: 0
  }
  {
    name: 'failed-orchestrations'
    severity: 2
    text: 'An orchestration failed. The watchdog re-arms its case from the record; find out why it failed.'
    query: 'AppTraces | where SeverityLevel >= 3 and Message has "Orchestrator" and Message has "failed with an error" | summarize Value = todouble(count()) ${byFiveMinutes}'
    operator: 'GreaterThan'
    threshold: 0
  }
  {
    name: 'scheduler-throttled'
    severity: 3
    text: 'The scheduler refuses work for want of capacity.'
    query: 'AppTraces | where SeverityLevel >= 2 and (Message has "ResourceExhausted" or Message has "RESOURCE_EXHAUSTED") | summarize Value = todouble(count()) ${byFiveMinutes}'
    operator: 'GreaterThan'
    threshold: throttledRequests
  }
  {
    name: 'silent'
    severity: 1
    text: 'The watchdog wrote nothing for a quarter of an hour: the app stands still, or the daily cap of logs is reached.'
    query: '${gauge}.oldest_late_minutes" | summarize Value = todouble(count())'
    operator: 'LessThan'
    threshold: 1
  }
]

var metrics = [
  {
    name: 'dead-letters'
    severity: 2
    text: 'A message lies in a dead-letter queue and waits for a person.'
    scope: namespaceId
    namespace: 'Microsoft.ServiceBus/namespaces'
    metric: 'DeadletteredMessages'
    aggregation: 'Maximum'
    threshold: 0
    dimension: 'EntityName'
    values: [
      '*'
    ]
  }
  {
    name: 'bus-throttled'
    severity: 3
    text: 'Service Bus refuses requests for want of capacity.'
    scope: namespaceId
    namespace: 'Microsoft.ServiceBus/namespaces'
    metric: 'ThrottledRequests'
    aggregation: 'Total'
    threshold: throttledRequests
    dimension: 'EntityName'
    values: [
      '*'
    ]
  }
  {
    name: 'storage-throttled'
    severity: 3
    text: 'The storage account refuses requests: a partition or the whole account is hot.'
    scope: storageId
    namespace: 'Microsoft.Storage/storageAccounts'
    metric: 'Transactions'
    aggregation: 'Total'
    threshold: throttledRequests
    dimension: 'ResponseType'
    values: [
      'ClientAccountRequestThrottlingError'
      'ClientThrottlingError'
      'ServerBusyError'
    ]
  }
]

resource people 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: '${prefix}-operators'
  location: 'global'
  tags: tags
  properties: {
    enabled: true
    groupShortName: 'gridcase'
    emailReceivers: [for (email, index) in emails: {
      name: 'operator-${index}'
      emailAddress: email
      useCommonAlertSchema: true
    }]
  }
}

resource byQuery 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [for rule in queries: {
  name: '${prefix}-${rule.name}'
  location: location
  tags: tags
  kind: 'LogAlert'
  properties: {
    displayName: '${prefix}-${rule.name}'
    description: rule.text
    enabled: true
    severity: rule.severity
    scopes: [
      workspaceId
    ]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    // A new county has no telemetry yet, and its tables come with the first row.
    skipQueryValidation: true
    autoMitigate: true
    criteria: {
      allOf: [
        {
          query: rule.query
          timeAggregation: 'Maximum'
          metricMeasureColumn: 'Value'
          operator: rule.operator
          threshold: rule.threshold
          failingPeriods: {
            numberOfEvaluationPeriods: 1
            minFailingPeriodsToAlert: 1
          }
        }
      ]
    }
    actions: {
      actionGroups: [
        people.id
      ]
    }
  }
}]

resource byMetric 'Microsoft.Insights/metricAlerts@2018-03-01' = [for rule in metrics: {
  name: '${prefix}-${rule.name}'
  location: 'global'
  tags: tags
  properties: {
    description: rule.text
    enabled: true
    severity: rule.severity
    scopes: [
      rule.scope
    ]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    autoMitigate: true
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          criterionType: 'StaticThresholdCriterion'
          name: rule.name
          metricNamespace: rule.namespace
          metricName: rule.metric
          timeAggregation: rule.aggregation
          operator: 'GreaterThan'
          threshold: rule.threshold
          dimensions: [
            {
              name: rule.dimension
              operator: 'Include'
              values: rule.values
            }
          ]
        }
      ]
    }
    actions: [
      {
        actionGroupId: people.id
      }
    ]
  }
}]

@description('Resource id of the action group, for whoever adds alerts.')
output actionGroupId string = people.id
