@description('Name of the Durable Task Scheduler.')
@minLength(3)
@maxLength(64)
param name string

@description('Name of the task hub. A new name is an empty hub: the watchdog re-arms every open case in it.')
@minLength(3)
@maxLength(64)
param taskHubName string

@description('Azure region.')
param location string

@description('Tags of every resource.')
param tags object

@description('Consumption is paid per action, Dedicated per capacity unit.')
@allowed([
  'Consumption'
  'Dedicated'
])
param sku string

@description('Capacity units of Dedicated: three of them span zones. Not used with Consumption.')
@minValue(1)
@maxValue(3)
param capacity int

@description('Addresses and CIDR ranges that may connect. Nobody may where it is empty. Every caller needs a role on the hub besides.')
@minLength(1)
param ipAllowlist string[]

@description('Days that the history of an ended orchestration is kept. The case file does not depend on it.')
@minValue(1)
@maxValue(90)
param keepHistoryDays int

@description('Days that the history of a failed orchestration is kept, for whoever looks into it.')
@minValue(1)
@maxValue(90)
param keepFailedHistoryDays int

resource scheduler 'Microsoft.DurableTask/schedulers@2025-11-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    ipAllowlist: ipAllowlist
    sku: sku == 'Dedicated' ? {
      name: sku
      capacity: capacity
    } : {
      name: sku
    }
  }
}

resource taskHub 'Microsoft.DurableTask/schedulers/taskHubs@2025-11-01' = {
  parent: scheduler
  name: taskHubName
}

resource retention 'Microsoft.DurableTask/schedulers/retentionPolicies@2025-11-01' = {
  parent: scheduler
  name: 'default'
  properties: {
    retentionPolicies: [
      {
        retentionPeriodInDays: keepHistoryDays
      }
      {
        orchestrationState: 'Failed'
        retentionPeriodInDays: keepFailedHistoryDays
      }
    ]
  }
}

@description('Name of the scheduler.')
output name string = scheduler.name

@description('Address of the scheduler.')
output endpoint string = scheduler.properties.endpoint

@description('Name of the task hub.')
output taskHubName string = taskHub.name
